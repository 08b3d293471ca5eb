"""The questionnaire: what to ask next (session), what it is asked of (desk), and how it is asked (prompts, terminal, numbered)."""
