"""What a programme design may choose from."""

from enum import StrEnum


class Driver(StrEnum):
    """What the organisation strives for with mentoring (seed 001)."""

    ENGAGEMENT = "engagement"
    KNOWLEDGE = "knowledge"
    CULTURE = "culture"


class Initiative(StrEnum):
    """The business initiative that a purpose is tied to (seed 003)."""

    CAREER_DEVELOPMENT = "career_development"
    LEADERSHIP_DEVELOPMENT = "leadership_development"
    HIGH_POTENTIAL = "high_potential"
    ONBOARDING = "onboarding"
    DIVERSITY_AND_INCLUSION = "diversity_and_inclusion"
    NEW_GRADUATES = "new_graduates"
    EMPLOYEE_RESOURCE_GROUP = "employee_resource_group"
    MANAGER_TRAINING = "manager_training"
    TRAINING_SUPPORT = "training_support"
    TECHNICAL_SKILLS = "technical_skills"
    KNOWLEDGE_SHARING = "knowledge_sharing"


class MeasureLevel(StrEnum):
    """Whether a measure speaks of people or of the organisation (seed 004)."""

    INDIVIDUAL = "individual"
    ORGANISATIONAL = "organisational"


class Unit(StrEnum):
    """What a whole number counts: percent, or hundredths of a point on the 1-5 scale (420 is 4.20)."""

    PERCENT = "percent"
    HUNDREDTHS = "hundredths"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class MeasureKind(StrEnum):
    """What the engine computes, each with its formula in `domain.programme.measures.DEFINITIONS`."""

    MATCH_RATE = "match_rate"
    TRAINING_COVERAGE = "training_coverage"
    AGREEMENT_COVERAGE = "agreement_coverage"
    FIRST_MEETING_RATE = "first_meeting_rate"
    MEETINGS_HELD_RATE = "meetings_held_rate"
    FIT_RATE = "fit_rate"
    PULSE_MEAN = "pulse_mean"
    GOAL_ATTAINMENT = "goal_attainment"
    EXIT_SATISFACTION = "exit_satisfaction"
    COMPLETION_RATE = "completion_rate"
    EARLY_CLOSURE_RATE = "early_closure_rate"
    RETENTION_RATE = "retention_rate"
    PROMOTION_RATE = "promotion_rate"


class CoreSkill(StrEnum):
    """The core skills of mentoring, the least a mentor is trained in (seed 004)."""

    LISTENING = "listening"
    ASKING_QUESTIONS = "asking_questions"
    NON_DIRECTIVE_ADVICE = "non_directive_advice"
    FEEDBACK = "feedback"
    DECISIONS_AND_ACTION_PLANNING = "decisions_and_action_planning"


class CelebrationKind(StrEnum):
    """How achievements are praised (seed 004)."""

    STORY = "story"
    REWARD = "reward"
    PERFORMANCE_REVIEW = "performance_review"
    PROJECT_OPPORTUNITY = "project_opportunity"
    MENTORING_FOR_MENTORS = "mentoring_for_mentors"


class LessonChannel(StrEnum):
    """Where lessons learned are captured and shared (seed 004)."""

    FILE_SHARING = "file_sharing"
    WIKI = "wiki"
    BLOG = "blog"
    PROJECT_SOFTWARE = "project_software"
    STANDING_MEETING = "standing_meeting"


class LessonMoment(StrEnum):
    """When the engine asks for lessons."""

    REVIEW = "review"
    CLOSURE = "closure"


class Objective(StrEnum):
    """What comes first in a match run when not everything can be had.

    `coverage`: as many people as possible are matched, and among those solutions the highest total score
    wins. `quality`: the highest total of what each pair has above the minimum score, even if fewer are
    matched.
    """

    COVERAGE = "coverage"
    QUALITY = "quality"


class ConversationItem(StrEnum):
    """What both sides can say and hear before they accept a match (seed 004)."""

    PROCESS = "process"
    ROLES = "roles"
    HOPES_AND_CONCERNS = "hopes_and_concerns"
    SUCCESS_MEASURES = "success_measures"
    IF_PROBLEMS_ARISE = "if_problems_arise"


class Layer(StrEnum):
    """The six layers that a mentoring relationship works through on its foundation (seed 002)."""

    TRUST = "trust"
    DEFINITION = "definition"
    MEANING = "meaning"
    COMMITMENT = "commitment"
    SUPPORT = "support"
    REVIEW = "review"


class AnswerKind(StrEnum):
    """How a check-in question is answered: 1-5, yes or no, or in the person's own (sealed) words."""

    SCALE = "scale"
    YES_NO = "yes_no"
    TEXT = "text"


class FieldSource(StrEnum):
    """Who supplies a profile field: the HR export, or the participant."""

    HR = "hr"
    PARTICIPANT = "participant"
