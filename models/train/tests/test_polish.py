"""Polish names in the cases of prose."""

import pytest

from train.pii.polish import decline


@pytest.mark.parametrize(
    ("name", "woman", "surname", "expected"),
    [
        ("Anna", True, False, {"g": "Anny", "d": "Annie", "a": "Annę", "i": "Anną", "l": "Annie", "v": "Anno"}),
        ("Monika", True, False, {"g": "Moniki", "d": "Monice", "a": "Monikę", "i": "Moniką", "l": "Monice", "v": "Moniko"}),
        ("Olga", True, False, {"g": "Olgi", "d": "Oldze", "a": "Olgę"}),
        ("Marta", True, False, {"d": "Marcie", "i": "Martą"}),
        ("Julia", True, False, {"g": "Julii", "d": "Julii", "a": "Julię"}),
        ("Kasia", True, False, {"g": "Kasi", "d": "Kasi", "v": "Kasiu"}),
        ("Ania", True, False, {"g": "Ani", "d": "Ani", "a": "Anię", "v": "Aniu"}),
        ("Eugenia", True, False, {"g": "Eugenii"}),
        ("Jaś", False, False, {"g": "Jasia", "d": "Jasiowi", "i": "Jasiem", "v": "Jasiu"}),
        ("Wroń", False, True, {"g": "Wronia", "i": "Wroniem"}),
        ("Kamila", True, False, {"g": "Kamili", "l": "Kamili"}),
        ("Jan", False, False, {"g": "Jana", "d": "Janowi", "a": "Jana", "i": "Janem", "l": "Janie", "v": "Janie"}),
        ("Marek", False, False, {"g": "Marka", "i": "Markiem", "v": "Marku"}),
        ("Paweł", False, False, {"g": "Pawła", "d": "Pawłowi", "l": "Pawle"}),
        ("Piotr", False, False, {"v": "Piotrze", "i": "Piotrem"}),
        ("Tomasz", False, False, {"g": "Tomasza", "v": "Tomaszu"}),
        ("Jerzy", False, False, {"g": "Jerzego", "d": "Jerzemu", "i": "Jerzym"}),
        ("Kuba", False, False, {"a": "Kubę", "i": "Kubą"}),
        ("Nowak", False, True, {"g": "Nowaka", "d": "Nowakowi", "i": "Nowakiem", "v": "Nowak"}),
        ("Nowak", True, True, {"g": "Nowak", "i": "Nowak"}),
        ("Kowalski", False, True, {"g": "Kowalskiego", "d": "Kowalskiemu", "i": "Kowalskim"}),
        ("Kowalska", True, True, {"g": "Kowalskiej", "a": "Kowalską", "l": "Kowalskiej", "v": "Kowalska"}),
        ("Pajda", False, True, {"g": "Pajdy", "a": "Pajdę"}),
        ("José", False, False, {"g": "José"}),
        ("O", False, True, {"g": "O"}),
    ],
)
def test_a_name_takes_the_ending_of_its_case(name: str, woman: bool, surname: bool, expected: dict[str, str]) -> None:
    assert {case: decline(name, case, woman, surname) for case in expected} == expected
