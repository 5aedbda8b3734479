"""A workflow and an activity that do nothing but log."""

from datetime import timedelta

from temporalio import activity, workflow


@activity.defn
def chat() -> None:
    """Log a line from an activity."""
    activity.logger.info("activity speaks", extra={"to": "anna@example.org"})


@workflow.defn
class Chatty:
    """Logs a line itself, and one through an activity."""

    @workflow.run
    async def run(self) -> None:
        """Log both."""
        workflow.logger.info("workflow speaks", extra={"correlation_id": "c-1"})
        await workflow.execute_activity(chat, start_to_close_timeout=timedelta(seconds=10))
