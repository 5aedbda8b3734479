"""The worker process: runs the workflows and their activities until it is told to stop."""

from bootstrap.work import main

if __name__ == "__main__":
    main()
