"""What medisave is measured by. ``python -m benchmarks`` runs all of it; README.md says what is measured and how."""
