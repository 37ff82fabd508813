"""Documents in VROOM's format, by chance."""

from random import Random
from typing import Any

Document = dict[str, Any]


def matrix(random: Random, size: int) -> list[list[int]]:
    spots = [(random.uniform(0, 3000), random.uniform(0, 3000)) for _ in range(size)]
    return [[round(((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in spots] for a, b in spots]


def with_jobs(seed: int, jobs: int, vehicles: int) -> Document:
    """Jobs with amounts, skills, windows, priorities and setups; vehicles with breaks and shifts."""
    random = Random(seed)
    return {
        "jobs": [_job(random, rank + 1, rank + 1) for rank in range(jobs)],
        "vehicles": [_vehicle(random, rank + 1) for rank in range(vehicles)],
        "matrices": {"car": {"durations": matrix(random, jobs + 1)}},
    }


def with_shipments(seed: int, shipments: int, vehicles: int) -> Document:
    """Shipments from four kitchens, one dimension."""
    random = Random(seed)
    records = []
    for rank in range(shipments):
        opens = random.randrange(0, 12_000)
        pickup = {"id": rank + 1, "location_index": random.randrange(1, 5), "service": 60}
        delivery: Document = {"id": rank + 1, "location_index": rank + 5, "service": 120}
        delivery["time_windows"] = [[opens, opens + 6000]]
        records.append({"amount": [random.randrange(1, 3)], "pickup": pickup, "delivery": delivery})
    fleet = [
        {"id": rank + 1, "start_index": 0, "end_index": 0, "capacity": [4], "time_window": [0, 25_000]}
        for rank in range(vehicles)
    ]
    table = matrix(random, shipments + 5)
    return {"shipments": records, "vehicles": fleet, "matrices": {"car": {"durations": table}}}


def with_jobs_and_shipments(seed: int) -> Document:
    """Amounts in two dimensions: jobs deliver and pick up, shipments lie between; sometimes most tasks."""
    random = Random(seed)
    places = 6

    def task(number: int) -> Document:
        opens = random.randrange(0, 8000)
        windows = {"time_windows": [[opens, opens + 6000]]} if random.random() < 0.5 else {}
        return {"id": number, "location_index": random.randrange(places), "service": 120, **windows}

    def amount() -> list[int]:
        return [random.choice([0, 1, 1, 2]) for _ in range(2)]

    jobs = [{**task(rank), "delivery": amount(), "pickup": amount()} for rank in range(4)]
    shipments = [
        {"amount": amount(), "pickup": task(10 + rank), "delivery": task(20 + rank)} for rank in range(4)
    ]
    fleet: list[Document] = [
        {"id": rank, "start_index": 0, "end_index": 0, "capacity": [random.randrange(2, 6), 4]}
        for rank in range(2)
    ]
    if seed % 2:
        fleet[0]["max_tasks"] = random.randrange(3, 6)
    table = matrix(random, places)
    return {
        "jobs": jobs,
        "shipments": shipments,
        "vehicles": fleet,
        "matrices": {"car": {"durations": table}},
    }


def _job(random: Random, number: int, place: int) -> Document:
    job: Document = {"id": number, "location_index": place, "service": random.choice([300, 600])}
    job["delivery"] = [random.randrange(0, 3)]
    if random.random() < 0.3:
        job["skills"] = [random.randrange(1, 3)]
    if random.random() < 0.6:
        opens = random.randrange(0, 15_000)
        job["time_windows"] = [[opens, opens + 4000]]
    if random.random() < 0.2:
        job["time_windows"] = [[0, 3000], [12_000, 16_000]]
    if random.random() < 0.3:
        job["setup"] = 60
    if random.random() < 0.3:
        job["priority"] = random.randrange(1, 50)
    return job


def _vehicle(random: Random, number: int) -> Document:
    vehicle: Document = {"id": number, "start_index": 0, "capacity": [10], "time_window": [0, 20_000]}
    vehicle["skills"] = [number] if number < 3 else []
    if random.random() < 0.7:
        vehicle["end_index"] = 0
    if random.random() < 0.5:
        vehicle["breaks"] = [{"id": 1, "time_windows": [[6000, 9000]], "service": 900}]
    if random.random() < 0.3:
        vehicle["costs"] = {"fixed": 500, "per_hour": 3600}
    return vehicle


def with_breaks(seed: int, jobs: int) -> Document:
    """Jobs with windows; one vehicle whose breaks have two or three windows, some beyond its own."""
    random = Random(seed)
    opens, closes = random.choice([(0, 12_000), (700, 10_000), (2000, 9000)])
    ends = random.choice([("start_index",), ("end_index",), ("start_index", "end_index")])
    breaks = [_break(random, rank, 6000 * rank) for rank in range(random.choice([1, 2]))]
    vehicle = {"id": 1, "time_window": [opens, closes], "breaks": breaks, **dict.fromkeys(ends, 0)}
    return {
        "jobs": [_job_in_windows(random, rank + 1) for rank in range(jobs)],
        "vehicles": [vehicle],
        "matrices": {"car": {"durations": matrix(random, jobs + 1)}},
    }


def _break(random: Random, number: int, after: int) -> Document:
    between = sorted(random.sample(range(after + 1000, after + 4000, 50), random.choice([2, 4])))
    bounds = [after + random.randrange(1000), *between, after + 4500]
    windows = [list(each) for each in zip(bounds[::2], bounds[1::2], strict=True)]
    return {"id": number, "service": random.choice([0, 300, 900]), "time_windows": windows}


def _job_in_windows(random: Random, number: int) -> Document:
    job: Document = {"id": number, "location_index": number, "service": random.choice([300, 900])}
    if random.random() < 0.7:
        opens = random.randrange(0, 9000)
        job["time_windows"] = [[opens, opens + random.choice([300, 2000])]]
    return job
