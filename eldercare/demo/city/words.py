"""Invented names of people, streets and places; any likeness is chance."""

from random import Random

from stations.people.models import Sex

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕白云苏包"
OLD_WOMEN = (
    "秀兰",
    "玉珍",
    "桂英",
    "淑芬",
    "凤霞",
    "春梅",
    "素琴",
    "月娥",
    "翠莲",
    "美华",
    "慧敏",
    "金花",
    "惠芳",
    "雪琴",
)
OLD_MEN = (
    "德福",
    "国强",
    "建中",
    "永贵",
    "志明",
    "文斌",
    "长顺",
    "广才",
    "振华",
    "玉山",
    "忠义",
    "守信",
    "树林",
    "宝田",
)
YOUNG_WOMEN = ("婷婷", "晓燕", "丽娜", "静怡", "海霞", "文静", "雅茹", "思雨", "红梅", "佳慧")
YOUNG_MEN = ("志强", "建军", "浩然", "伟东", "海龙", "立新", "明辉", "俊杰", "宏伟", "天宇")

STREETS = (
    "柳荫街",
    "向阳路",
    "青松巷",
    "和煦街",
    "长安里",
    "杏花路",
    "云杉街",
    "沙柳路",
    "清泉巷",
    "晨光大街",
    "安康街",
    "暖城路",
)
ESTATES = ("馨苑小区", "康乐花园", "金桂园", "阳光家园", "福星小区", "翠湖苑", "和顺家园", "温馨佳苑")
COMMUNITIES = ("向阳社区", "和顺社区", "柳荫社区", "清泉社区", "云杉社区", "晨光社区", "安康社区", "福星社区")
SUBDISTRICTS = (
    "松涛",
    "云杉",
    "清河",
    "柳湖",
    "青岭",
    "平川",
    "北泉",
    "南屏",
    "暖泉",
    "石桥",
    "白桦",
    "沙湾",
)
DISTRICTS = (
    "青原",
    "云岭",
    "河湾",
    "北川",
    "南原",
    "东泉",
    "西屏",
    "白石",
    "金湖",
    "松岭",
    "沙河",
    "平野",
    "长滩",
    "银川",
    "石门",
    "明湖",
)


def elder_name(rng: Random, sex: Sex) -> str:
    """A name as people over sixty have it."""
    return rng.choice(SURNAMES) + rng.choice(OLD_WOMEN if sex == Sex.FEMALE else OLD_MEN)


def worker_name(rng: Random, sex: Sex) -> str:
    """A name as people of working age have it."""
    return rng.choice(SURNAMES) + rng.choice(YOUNG_WOMEN if sex == Sex.FEMALE else YOUNG_MEN)


def address(rng: Random) -> str:
    """A flat in an estate on a street."""
    flat = f"{rng.randint(1, 28)}号楼{rng.randint(1, 5)}单元{rng.randint(1, 11)}0{rng.randint(1, 4)}室"
    return f"{rng.choice(STREETS)}{rng.randint(1, 188)}号{rng.choice(ESTATES)}{flat}"


def phone(rng: Random) -> str:
    """A mobile number of the right shape in a block that is given to nobody (exchange 0000)."""
    return f"1{rng.randint(3, 9)}{rng.randint(0, 9)}0000{rng.randint(0, 9999):04d}"
