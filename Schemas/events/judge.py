#!/usr/bin/env python3
"""Judges event data by the JSON Schemas beside this file, with PyPI's jsonschema and none of the registry's own code.

Reads one JSON object a line, {"dataschema": "CaseOpened/v1", "data": {...}}, from standard input and answers each with
one line:

    valid
    invalid <place>:<keyword> [<place>:<keyword> ...]

where a place reads like to[0].name_zh ("." is the data as a whole) and a keyword is the schema's that refuses it; a
missing or unknown member is named as the place. Needs the packages of Tests/requirements.txt.
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

FORMATS = ("date", "date-time")


def place(path):
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            # A mutated name may hold anything, and a verdict is one line of words.
            text += ("." if text else "") + json.dumps(step)[1:-1].replace(" ", "\\u0020")
    return text or "."


def places(error):
    """An error about the members of an object is shown at those members, as people look for it there."""
    path = list(error.absolute_path)
    if error.validator == "required":
        return [path + [name] for name in error.validator_value if name not in error.instance]
    if error.validator == "additionalProperties":
        return [path + [name] for name in error.instance if name not in error.schema["properties"]]
    return [path]


def verdict(validator, data):
    found = {f"{place(path)}:{error.validator}" for error in validator.iter_errors(data) for path in places(error)}
    return f"invalid {' '.join(sorted(found))}" if found else "valid"


def validators(folder):
    # Without its helper package jsonschema silently leaves date-time unchecked.
    absent = [name for name in FORMATS if name not in FormatChecker.checkers]
    if absent:
        sys.exit(f"jsonschema cannot check {', '.join(absent)}: install the packages of Tests/requirements.txt")
    schemas = {
        f"{path.parent.name}/{path.name.removesuffix('.schema.json')}": json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/v*.schema.json"))
    }
    # A correction refers to the schemas of the type that it corrects.
    registry = Registry().with_resources(
        (schema["$id"], DRAFT202012.create_resource(schema)) for schema in schemas.values()
    )
    result = {}
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        checker = FormatChecker(FORMATS)
        result[name] = Draft202012Validator(schema, registry=registry, format_checker=checker)
    return result


def main():
    known = validators(pathlib.Path(__file__).parent)
    for line in sys.stdin.buffer:
        event = json.loads(line)
        validator = known.get(event["dataschema"])
        print(verdict(validator, event["data"]) if validator else "invalid .:dataschema")


if __name__ == "__main__":
    main()
