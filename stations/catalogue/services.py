"""The service items every city starts with; what it changes afterwards is its own data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One service item. `occupations` and `credentials` are the codes the people room uses for them."""

    code: str
    name_zh: str
    name_en: str
    minutes: int
    price_fen: int
    occupations: tuple[str, ...]
    credentials: tuple[str, ...] = ()
    caregivers_needed: int = 1
    same_sex_preferred: bool = False
    is_meal: bool = False
    # From the stove to the hand-over; a hard limit.
    hot_limit_minutes: int | None = None
    emergency: bool = False


CARER = ("caregiver", "nurse")
CARER_OR_VOLUNTEER = (*CARER, "volunteer")
HEALTH = "health_certificate"
CARE = "care_certificate"

# What a service may ask for; the people room has the same words (a test holds them together).
OCCUPATIONS = ("caregiver", "nurse", "therapist", "meal_courier", "volunteer")
CREDENTIALS = (HEALTH, CARE, "nurse_licence", "therapist_licence")

# A meal's price is that of its dishes.
SERVICES: tuple[Service, ...] = (
    Service(
        "meal_service",
        "助餐",
        "Meal",
        5,
        0,
        ("meal_courier", "caregiver", "volunteer"),
        (HEALTH,),
        is_meal=True,
        hot_limit_minutes=120,
    ),
    Service("health_check", "健康管理", "Health check", 25, 3000, CARER, (HEALTH, CARE)),
    Service(
        "rehab_care",
        "康复护理",
        "Rehabilitation",
        50,
        12000,
        ("therapist", "nurse"),
        (HEALTH, "therapist_licence"),
    ),
    Service("nursing_visit", "上门护理", "Nursing visit", 45, 15000, ("nurse",), (HEALTH, "nurse_licence")),
    Service(
        "bath_service",
        "助浴",
        "Assisted bath",
        75,
        18000,
        CARER,
        (HEALTH, CARE),
        caregivers_needed=2,
        same_sex_preferred=True,
    ),
    Service("cleaning_service", "助洁", "Cleaning", 120, 8000, ("caregiver",)),
    Service("medical_escort", "助医", "Escort to hospital", 210, 15000, CARER, (HEALTH, CARE)),
    Service("mobility_service", "助行", "Walking together", 60, 5000, CARER),
    Service("errand", "助购", "Errand", 45, 3000, CARER_OR_VOLUNTEER),
    Service("wellbeing_visit", "探访关爱", "Wellbeing visit", 20, 0, CARER_OR_VOLUNTEER),
    Service("emergency_service", "助急", "Emergency help", 30, 0, CARER, (HEALTH,), emergency=True),
)
