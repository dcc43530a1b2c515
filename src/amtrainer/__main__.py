"""`python -m amtrainer` and the installed command."""


def main() -> None:
    from amtrainer.cli import main as run

    run()


if __name__ == "__main__":
    main()
