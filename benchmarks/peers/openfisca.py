"""OpenFisca's core with the shared rule as its only legislation. A fact that is not given takes its variable's default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "OpenFisca-Core"
PERIOD = "2026-11"


def system() -> Any:
    """The tax and benefit system: one entity, five inputs, one formula."""
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.periods import MONTH
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="person", is_person=True)

    class Status(Enum):
        active = "active"
        retired = "retired"
        emigrated = "emigrated"
        deceased = "deceased"
        left_employment = "left_employment"
        switched_to_resident = "switched_to_resident"
        enlisted = "enlisted"
        lost_work_capacity = "lost_work_capacity"

    class Scheme(Enum):
        employee = "employee"
        resident = "resident"

    def variable(name: str, **settings: Any) -> type:
        return type(
            name,
            (Variable,),
            {
                "entity": person,
                "definition_period": MONTH,
                "label": name,
                "__module__": __name__,
                **settings,
            },
        )

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        status = person("status", period)
        granted = (
            (status == Status.retired)
            + (status == Status.emigrated)
            + (status == Status.left_employment)
        )
        return (
            granted
            * (person("scheme", period) == Scheme.employee)
            * (person("balance", period) > 0)
            * person("left_province", period)
            * (person("years", period) >= 10)
        )

    found = TaxBenefitSystem([person])
    found.add_variable(
        variable("status", value_type=Enum, possible_values=Status, default_value=Status.active)
    )
    found.add_variable(
        variable("scheme", value_type=Enum, possible_values=Scheme, default_value=Scheme.employee)
    )
    found.add_variable(variable("balance", value_type=float))
    found.add_variable(variable("left_province", value_type=bool))
    found.add_variable(variable("years", value_type=int))
    found.add_variable(variable("granted", value_type=bool, formula=formula))
    return found


def decider() -> Callable[[dict[str, Any]], bool]:
    from openfisca_core.simulations import SimulationBuilder

    legislation = system()

    def decide(case: dict[str, Any]) -> bool:
        asked = {"persons": {"one": {name: {PERIOD: value} for name, value in case.items()}}}
        simulation = SimulationBuilder().build_from_entities(legislation, asked)
        return bool(simulation.calculate("granted", PERIOD)[0])

    return decide


def decide_all(legislation: Any, columns: dict[str, Any]) -> Any:
    """Every case at once; ``columns`` are NumPy arrays, texts among them. Returns a NumPy array of booleans."""
    from openfisca_core.simulations import SimulationBuilder

    simulation = SimulationBuilder().build_default_simulation(legislation, len(columns["years"]))
    for name, values in columns.items():
        simulation.set_input(name, PERIOD, values)
    return simulation.calculate("granted", PERIOD)


if __name__ == "__main__":
    print(
        decider()(
            {
                "status": "emigrated",
                "scheme": "employee",
                "balance": 1000.5,
                "left_province": True,
                "years": 12,
            }
        )
    )
