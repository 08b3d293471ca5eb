"""The workshop of those who keep the rules: policy files read as untrusted input, checked, assembled, compiled; and what keepers ask of them."""
