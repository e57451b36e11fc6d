"""Reads a calendar from standard input with a library and prints its occurrences as JSON.

Usage: read_calendar.py LIBRARY FROM UNTIL, where FROM and UNTIL are dates in UTC.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile

UTC = datetime.timezone.utc
library, first, last = sys.argv[1:4]
text = sys.stdin.buffer.read().decode()


def moment(value):
    if isinstance(value, datetime.datetime):
        zoned = value.astimezone(UTC) if value.tzinfo else value
        return zoned.strftime("%Y-%m-%dT%H:%M:%SZ" if value.tzinfo else "%Y-%m-%dT%H:%M:%S")
    return value.isoformat()


def read_icalendar():
    """Does not expand recurrences."""
    import icalendar

    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else start
        yield {
            "uid": str(event["UID"]),
            "start": moment(start),
            "end": moment(end),
            "title": str(event["SUMMARY"]),
            "place": str(event.get("LOCATION", "")),
            "isCancelled": str(event["STATUS"]) == "CANCELLED",
        }


def read_vobject():
    import vobject

    calendar = vobject.readOne(text)
    replaced = {
        (event.uid.value, moment(event.recurrence_id.value))
        for event in calendar.contents.get("vevent", [])
        if hasattr(event, "recurrence_id")
    }
    for event in calendar.contents.get("vevent", []):
        start = event.dtstart.value
        length = event.dtend.value - start if hasattr(event, "dtend") else datetime.timedelta()
        is_series = hasattr(event, "rrule")
        for at in event.getrruleset(addRDate=True) if is_series else [start]:
            if is_series and (event.uid.value, moment(at)) in replaced:
                continue
            yield {
                "uid": event.uid.value,
                "start": moment(at),
                "end": moment(at + length),
                "title": event.summary.value,
                "place": event.location.value if hasattr(event, "location") else "",
                "isCancelled": event.status.value == "CANCELLED",
            }


def read_libical():
    import gi

    gi.require_version("ICalGLib", "3.0")
    from gi.repository import ICalGLib

    calendar = ICalGLib.Component.new_from_string(text)
    zones = {}
    utc = ICalGLib.Timezone.get_utc_timezone()
    kinds = ICalGLib.ComponentKind

    def in_utc(time, prop):
        parameter = prop.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
        if time.is_date():
            return "%04d-%02d-%02d" % time.get_date()[:3]
        if parameter is not None:
            name = parameter.get_tzid()
            zone = zones.setdefault(name, calendar.get_timezone(name))
            time.set_timezone(zone)
            time = time.convert_to_zone(utc)
        return time.as_ical_string()

    def as_iso(value):
        if "-" in value:
            return value
        return "%s-%s-%sT%s:%s:%s" % (
            value[0:4], value[4:6], value[6:8], value[9:11], value[11:13], value[13:],
        )

    event = calendar.get_first_component(kinds.VEVENT_COMPONENT)
    while event is not None:
        start_property = event.get_first_property(ICalGLib.PropertyKind.DTSTART_PROPERTY)
        start = as_iso(in_utc(start_property.get_dtstart(), start_property))
        end_property = event.get_first_property(ICalGLib.PropertyKind.DTEND_PROPERTY)
        end = as_iso(in_utc(end_property.get_dtend(), end_property)) if end_property else start
        status = event.get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY)
        yield {
            "uid": event.get_uid(),
            "start": start,
            "end": end,
            "title": event.get_summary(),
            "place": event.get_location() or "",
            "isCancelled": status.get_value_as_string() == "CANCELLED",
        }
        event = calendar.get_next_component(kinds.VEVENT_COMPONENT)


def read_khal():
    folder = tempfile.mkdtemp()
    config = os.path.join(folder, "config")
    with open(config, "w") as file:
        file.write(
            "[calendars]\n[[feed]]\npath = %s/events\n[sqlite]\npath = %s/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %%H:%%M:%%S\n"
            "dateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\n"
            "datetimeformat = %%Y-%%m-%%dT%%H:%%M:%%SZ\nlongdatetimeformat = %%Y-%%m-%%dT%%H:%%M:%%SZ\n"
            % (folder, folder)
        )
    os.mkdir(os.path.join(folder, "events"))
    source = os.path.join(folder, "feed.ics")
    with open(source, "w", newline="") as file:
        file.write(text)
    khal = ["khal", "-c", config]
    subprocess.run([*khal, "import", "--batch", source], check=True, capture_output=True)
    separator = "\x1f"
    fields = ["{uid}", "{start-long}", "{end-long}", "{title}", "{location}", "{cancelled}"]
    listed = subprocess.run(
        [*khal, "list", "--day-format", "", "--format", separator.join(fields) + "\x1e", first, last],
        check=True, capture_output=True,
    ).stdout.decode()
    seen = set()
    for line in listed.split("\x1e"):
        if line.strip() == "":
            continue
        uid, start, end, title, place, cancelled = line.strip("\n").split(separator)
        # An event of several days is listed on each.
        if (uid, start) in seen:
            continue
        seen.add((uid, start))
        if len(end) == 10:
            # Of whole days the last is shown.
            end = (datetime.date.fromisoformat(end) + datetime.timedelta(days=1)).isoformat()
        yield {
            "uid": uid,
            "start": start,
            "end": end,
            "title": title,
            "place": place,
            "isCancelled": cancelled.strip() != "",
        }


readers = {
    "icalendar": read_icalendar,
    "vobject": read_vobject,
    "libical": read_libical,
    "khal": read_khal,
}
print(json.dumps(list(readers[library]())))
