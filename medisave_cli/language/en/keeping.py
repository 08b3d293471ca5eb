"""What is said to those who keep the rules."""

WORDS = {
    "read_bundled": "read: the bundled rules, {places} places",
    "read_alone": "read: {folders}, on its own",
    "read_over": "read: {folders}, over the bundled {places}",
    "folder": "{folder} ({places} places)",
    "overlooked": "note: {named} here is not used; to use it, add --policies {folder}",
    "no_book": "the book is missing: run medisave policy build, or reinstall",
    "no_folder": "no such policy folder: {folder}",
    "folder_is_file": "{folder} is a file: name a policy folder",
    "no_parts": "{folder} is not a policy folder (it holds no places/, catalog/ or claims.yaml)",
    "folder_unread": "{folder} cannot be read: {why}",
    "too_many_files": "{folder}/places:1: too many files ({found}, at most {most}); keep one file a place and move the others away",
    "too_much": "{folder}/places:1: too large ({size} bytes, at most {most}); keep one file a place and move the others away",
    "folder_one": "{folder} (1 place)",
}
