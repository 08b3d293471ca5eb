"""The floor of a Typer program with a Rich table: it prints one row."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(name: str = "world") -> None:
    table = Table(title="greetings")
    table.add_column("word")
    table.add_column("name")
    table.add_row("hello", name)
    Console().print(table)


app()
