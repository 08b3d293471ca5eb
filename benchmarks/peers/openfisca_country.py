"""OpenFisca with its country template: loads that legislation and asks its own small rule, an adult's basic income."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "OpenFisca-Country-Template"
PERIOD = "2017-01"


def decider() -> Callable[[dict[str, Any]], bool]:
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_country_template import CountryTaxBenefitSystem

    system = CountryTaxBenefitSystem()

    def decide(case: dict[str, Any]) -> bool:
        asked = {
            "persons": {"one": {name: {PERIOD: value} for name, value in case.items()}},
            "households": {"home": {"adults": ["one"]}},
        }
        simulation = SimulationBuilder().build_from_entities(system, asked)
        return bool(simulation.calculate("basic_income", PERIOD)[0] > 0)

    return decide


if __name__ == "__main__":
    print(decider()({"age": 40}))
