"""A check against copies that are broken on purpose: what the check_test.py of policies and of crosswalks share.

A break is (file, what is there, what replaces it, a part of what the check then says, where it says so): in the line of what replaces it (None),
of the words given, in the line given as a number, or anywhere in the file given as a path. The unbroken copy has no mistake.
"""
import pathlib


def expected(folder, file, new, where):
    """(file, line, or None for any)."""
    if isinstance(where, pathlib.Path):
        return str(where), None
    if isinstance(where, int):
        return file, where
    text = (folder / file).read_text(encoding="utf-8")
    return file, text.count("\n", 0, text.index(where or new)) + 1


def unnoticed(folder, broken, mistakes):
    """What is wrong with the check, or nothing. `mistakes` gives (file, line, message) of the folder, each."""
    file, old, new, message, where = broken
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if old not in text:
        return "is not there to be broken"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    file, line = expected(folder, file, new, where)
    found = mistakes(folder)
    path.write_text(text, encoding="utf-8")
    if any(f == file and message in said and line in (None, at) for f, at, said in found):
        return None
    return f"not noticed as {file}:{line}: …{message}…; found {sorted(found)[:3]}"


def run(folder, breaks, mistakes, more=()):
    """All of them; `more` are further breaks: a name, and what is wrong with the check or nothing. Ends in `N passed, N failed`."""
    for file, line, message in sorted(unbroken := mistakes(folder)):
        print(f"{file}:{line}: unbroken, and yet: {message}")
    results = [(f"`{broken[2]}` in {broken[0]}", unnoticed(folder, broken, mistakes)) for broken in breaks] + list(more)
    wrong = [(name, said) for name, said in results if said]
    for name, said in wrong:
        print(f"check_test.py: {name}: {said}")
    failed = len(wrong) + bool(unbroken)
    print(f"{len(results) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0
