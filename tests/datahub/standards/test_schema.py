from fractions import Fraction
from typing import Any

import pytest

from simpul.datahub.standards.schema import Constraints, Schema, SchemaError
from tests.datahub.population import DESCRIPTOR, SCHEMA

FULL: dict[str, Any] = {
    "fields": [
        {"name": "kode", "type": "string", "simpul:type": "area", "simpul:level": "village"},
        {"name": "desa", "simpul:name_of": "kode", "simpul:personal": True},
        {
            "name": "luas",
            "type": "number",
            "constraints": {"minimum": "0.5", "maximum": 100},
            "decimalChar": ".",
            "groupChar": "",
            "simpul:change_limit": "2.5",
        },
        {"name": "dana", "type": "integer", "simpul:type": "money", "constraints": {"unique": True}},
        {"name": "lahir", "type": "date", "constraints": {"minimum": "1940-01-01"}},
        {"name": "bulan", "type": "string", "simpul:type": "period", "simpul:period": True},
        {"name": "aktif", "type": "boolean", "trueValues": ["ada"], "falseValues": ["nihil"]},
        {
            "name": "status",
            "title": "Status",
            "description": "Status perkawinan",
            "example": "kawin",
            "constraints": {"enum": ["kawin", "cerai"], "minLength": 2, "maxLength": 9, "pattern": "[a-z]+"},
        },
    ],
    "primaryKey": "kode",
    "missingValues": ["", "-"],
    "simpul:rules": [
        {
            "name": "wajar",
            "column": "luas",
            "title": "Luas tidak wajar",
            "fix": "Periksa peta.",
            "severity": "periksa",
            "condition": {"lt": [{"column": "luas"}, {"column": "dana"}], "tolerance": "0.5"},
        }
    ],
}


@pytest.mark.parametrize("descriptor", [DESCRIPTOR, FULL])
def test_a_schema_survives_the_way_to_its_descriptor_and_back(descriptor: dict[str, Any]) -> None:
    schema = Schema.from_descriptor(descriptor)
    assert Schema.from_descriptor(schema.to_descriptor()) == schema


def test_our_types_stay_readable_for_other_programs() -> None:
    types = {field["name"]: field["type"] for field in Schema.from_descriptor(FULL).to_descriptor()["fields"]}
    assert types["kode"] == "string"
    assert types["dana"] == "integer"
    assert types["bulan"] == "string"


def test_limits_are_exact() -> None:
    luas = Schema.from_descriptor(FULL).by_name["luas"]
    assert luas.constraints == Constraints(minimum=Fraction(1, 2), maximum=Fraction(100))
    assert luas.change_limit == Fraction(5, 2)


def test_the_release_key_leaves_out_the_period() -> None:
    assert SCHEMA.primary_key == ("kode", "tahun")
    assert SCHEMA.release_key == ("kode",)


def test_a_breach_is_shown_at_the_column_that_stands_alone_on_the_left() -> None:
    assert SCHEMA.rules[0].column == "jumlah"


def broken(**changes: Any) -> dict[str, Any]:
    field = {"name": "a", "type": "integer"} | changes.pop("field", {})
    return {"fields": [field, {"name": "b"}]} | changes


def limited(kind: str, **constraints: Any) -> dict[str, Any]:
    return broken(field={"type": kind, "constraints": constraints})


def ruled(condition: dict[str, Any]) -> dict[str, Any]:
    return broken(**{"simpul:rules": [{"condition": condition}]})


@pytest.mark.parametrize(
    ("descriptor", "place"),
    [
        ({}, "fields"),
        ({"fields": []}, "fields"),
        ({"fields": ["a"]}, "fields[0]"),
        (broken(field={"name": "Nama Kolom"}), "fields[0].name"),
        (broken(field={"name": "b"}), "fields[1].name"),
        (broken(field={"type": "geojson"}), "fields[0].type"),
        (broken(field={"title": 3}), "fields[0].title"),
        (broken(field={"simpul:type": "area", "simpul:level": "dusun"}), "fields[0].simpul:level"),
        (broken(field={"simpul:name_of": "c"}), "fields[0].simpul:name_of"),
        (broken(field={"simpul:period": "ya"}), "fields[0].simpul:period"),
        (broken(field={"simpul:change_limit": "banyak"}), "fields[0].simpul:change_limit"),
        (broken(field={"simpul:synonyms": "L"}), "fields[0].simpul:synonyms"),
        (broken(field={"constraints": {"min": 0}}), "fields[0].constraints.min"),
        (broken(field={"constraints": {"minimum": "nol"}}), "fields[0].constraints.minimum"),
        (limited("date", maximum="besok"), "fields[0].constraints.maximum"),
        (limited("string", maximum=3), "fields[0].constraints.maximum"),
        (limited("string", pattern="["), "fields[0].constraints.pattern"),
        (limited("string", pattern="(?=a)b"), "fields[0].constraints.pattern"),
        (broken(field={"constraints": {"minLength": -1}}), "fields[0].constraints.minLength"),
        (broken(field={"constraints": {"required": "ya"}}), "fields[0].constraints.required"),
        (broken(primaryKey=["a", "c"]), "primaryKey[1]"),
        (broken(missingValues=[True]), "missingValues[0]"),
        (
            broken(**{"simpul:rules": [{"condition": {"eq": [{"column": "a"}]}}]}),
            "simpul:rules[0].condition.eq",
        ),
        (broken(**{"simpul:rules": [{"condition": {"is_blank": "c"}}]}), "simpul:rules[0].column"),
        (
            broken(**{"simpul:rules": [{"condition": {"gt": [{"column": "a"}, {"column": "b"}]}}]}),
            "simpul:rules[0].condition",
        ),
    ],
)
def test_an_error_names_its_place(descriptor: dict[str, Any], place: str) -> None:
    with pytest.raises(SchemaError) as caught:
        Schema.from_descriptor(descriptor)
    assert caught.value.place == place
    assert caught.value.message.startswith(f"{place}: ")
