"""What the palette understands: each phrasing with the command and the arguments it must become."""

from __future__ import annotations

from typing import Any, Final

import pytest

from teamx_tui.commands.grammar import Understood, phrase, understand
from teamx_tui.commands.grammar.phrases import PHRASES
from teamx_tui.commands.grammar.wordings import WORDINGS
from tests.commands.panel import WORDS

Meant = tuple[str, str, dict[str, Any]]

SEED_002: Final[list[Meant]] = [
    (
        "Hire a Senior Product Manager",
        "employee hire",
        {"handle": "product-manager", "role": "product-manager", "title": "Senior Product Manager"},
    ),
    (
        "Hire a Senior Fullstack Engineer named Nora",
        "employee hire",
        {"handle": "nora", "name": "Nora", "role": "fullstack-engineer", "title": "Senior Fullstack Engineer"},
    ),
    (
        "Hire a Backend Engineer named Mike",
        "employee hire",
        {"handle": "mike-2", "name": "Mike", "role": "backend-engineer", "title": "Backend Engineer"},
    ),
    (
        "Hire a Product Designer named Lin",
        "employee hire",
        {"handle": "lin", "name": "Lin", "role": "product-designer", "title": "Product Designer"},
    ),
    (
        "Hire a QA Engineer named Tess",
        "employee hire",
        {"handle": "tess", "name": "Tess", "role": "qa-engineer", "title": "QA Engineer"},
    ),
    (
        "Hire a DevOps Engineer named James",
        "employee hire",
        {"handle": "james-2", "name": "James", "role": "devops-engineer", "title": "DevOps Engineer"},
    ),
    (
        "Hire a Tech Lead named Ivo",
        "employee hire",
        {"handle": "ivo", "name": "Ivo", "role": "tech-lead", "title": "Tech Lead"},
    ),
    (
        "Create project: TeamFlow Analytics MVP",
        "project new",
        {"key": "teamflow-analytics-mvp", "title": "TeamFlow Analytics MVP"},
    ),
    (
        "Add Priya to Ticket #3 as participant",
        "ticket participant",
        {"handle": "priya", "number": 3, "raci": "consulted"},
    ),
]
"""The palette phrases of the seed that have a command; the names of those who work here already are other ones."""

HIRING: Final[list[Meant]] = [
    ("hire a designer", "employee hire", {"handle": "designer", "role": "designer"}),
    ("we need a data engineer", "employee hire", {"handle": "data-engineer", "role": "data-engineer"}),
    ("bring on a writer called Zoe", "employee hire", {"handle": "zoe", "name": "Zoe", "role": "writer"}),
    (
        "add a junior backend engineer to the team",
        "employee hire",
        {"handle": "backend-engineer", "role": "backend-engineer", "title": "Junior backend engineer"},
    ),
    ("hire Zoe as a writer", "employee hire", {"handle": "zoe", "name": "Zoe", "role": "writer"}),
    ("hire writer named Zoe", "employee hire", {"handle": "zoe", "name": "Zoe", "role": "writer"}),
    ("hire @zo as a writer", "employee hire", {"handle": "zo", "role": "writer"}),
    (
        "Please recruit a writer named Zoë Blanc, reporting to Elena, in the docs department",
        "employee hire",
        {"handle": "zoe", "name": "Zoë Blanc", "role": "writer", "reports_to": "elena", "department": "docs"},
    ),
    (
        'hire a "writer" named "Zoe" titled "Head of Words" under the tech lead',
        "employee hire",
        {"handle": "zoe", "name": "Zoe", "role": "writer", "title": "Head of Words", "reports_to": "elena"},
    ),
    ("hire a writer named Zoe reporting to me", "employee hire", {"handle": "zoe", "name": "Zoe", "role": "writer"}),
]

MEETINGS: Final[list[Meant]] = [
    (
        "call a standup with elena and priya about the launch",
        "meeting call",
        {"kind": "standup", "title": "Standup", "with_": ["elena", "priya"], "agenda": ["the launch"]},
    ),
    (
        "Call a meeting: TeamFlow Analytics MVP Retro, with everybody",
        "meeting call",
        {"kind": "retrospective", "title": "TeamFlow Analytics MVP Retro", "with_": ["all"]},
    ),
    (
        "schedule a daily standup with the team at 09:00",
        "meeting call",
        {"kind": "standup", "title": "Standup", "every": "daily", "with_": ["all"], "at": "09:00"},
    ),
    (
        "set up a design review called Panel look with Mike and Priya about Colours; Icons, tomorrow at 10:00",
        "meeting call",
        {"kind": "design-review", "title": "Panel look", "with_": ["mike", "priya"], "agenda": ["Colours", "Icons"],
         "at": "tomorrow at 10:00"},
    ),
    (
        "start a meeting about Redis with mike after #64, chaired by elena",
        "meeting call",
        {"title": "Meeting", "agenda": ["Redis"], "with_": ["mike"], "after": ["64"],
         "chair": "elena"},
    ),
    ("hold an all-hands", "meeting call", {"kind": "all-hands", "title": "All hands"}),
    (
        "call an integration meeting twice a week with Mike and Priya",
        "meeting call",
        {"kind": "integration", "title": "Integration", "every": "twice-weekly", "with_": ["mike", "priya"]},
    ),
    ("end the meeting", "meeting end", {}),
    ("adjourn meeting #76", "meeting end", {"number": 76}),
    ("call off meeting 76", "meeting cancel", {"number": 76}),
    ("cancel the standup", "meeting cancel", {"kind": "standup"}),
    ("cancel the meeting", "meeting cancel", {}),
    ("end the design review meeting", "meeting end", {"kind": "design-review"}),
    ("say in meeting 76: keep it short", "meeting say", {"number": 76, "text": "keep it short"}),
    ("show me the minutes of meeting 76", "meeting minutes", {"number": 76}),
    ("what meetings are there", "meeting list", {}),
    ("open meeting 76", "meeting show", {"number": 76}),
    ("read the minutes", "meeting minutes", {}),
    (
        "call off the retro because Sam is ill",
        "meeting cancel",
        {"kind": "retrospective", "reason": "Sam is ill"},
    ),
    ("list the recurring meetings", "meeting series", {}),
    ("stop the meeting series 2", "meeting stop", {"series": 2}),
]  # fmt: skip

STAFF: Final[list[Meant]] = [
    ("Mike reports to Elena", "employee report", {"handle": "mike", "to": "elena"}),
    ("make priya report to the tech lead", "employee report", {"handle": "priya", "to": "elena"}),
    ("move @sarah under Alex", "employee report", {"handle": "sarah", "to": "alex"}),
    ("Elena manages Mike", "employee report", {"handle": "mike", "to": "elena"}),
    ("the backend engineer reports to me", "employee report", {"handle": "mike", "to": "operator"}),
    ("change Mike's manager to Alex", "employee report", {"handle": "mike", "to": "alex"}),
    ("set the manager of Mike to @alex", "employee report", {"handle": "mike", "to": "alex"}),
    ("promote Priya to tech lead", "employee promote", {"handle": "priya", "role": "tech-lead"}),
    ("Demote @elena to backend engineer", "employee promote", {"handle": "elena", "role": "backend-engineer"}),
    (
        "promote Mike to Senior Backend Engineer",
        "employee promote",
        {"handle": "mike", "role": "backend-engineer", "title": "Senior Backend Engineer"},
    ),
    (
        'promote mike to the tech lead titled "Head of Servers"',
        "employee promote",
        {"handle": "mike", "role": "tech-lead", "title": "Head of Servers"},
    ),
    ("make Sarah a designer", "employee promote", {"handle": "sarah", "role": "designer"}),
    ("change Mike's role to tech lead", "employee promote", {"handle": "mike", "role": "tech-lead"}),
    ("set the role of sarah to product manager", "employee promote", {"handle": "sarah", "role": "product-manager"}),
    ("give Mike the role of tech lead", "employee promote", {"handle": "mike", "role": "tech-lead"}),
    ("Priya becomes the tech lead", "employee promote", {"handle": "priya", "role": "tech-lead"}),
    ("let Mike go and hand his work to Elena", "employee leave", {"handle": "mike", "hand_to": "elena"}),
    ("let go of Mike, Elena takes over his tickets", "employee leave", {"handle": "mike", "hand_to": "elena"}),
    ("fire sarah", "employee leave", {"handle": "sarah"}),
    ("remove Sarah Connor from the company", "employee leave", {"handle": "sarah"}),
    ("dismiss @mike, hand over to @elena", "employee leave", {"handle": "mike", "hand_to": "elena"}),
    ("Mike leaves, replaced by Priya", "employee leave", {"handle": "mike", "hand_to": "priya"}),
    ("who works here?", "employee list", {}),
    ("show me the team", "employee list", {}),
    ("What is everyone working on?", "employee list", {}),
    ("employee list", "employee list", {}),
    ("what roles are there?", "roles", {}),
    ("whom can I hire?", "roles", {}),
    ("roles", "roles", {}),
    ("roles officer", "roles", {"words": "officer"}),
    ("list the roles like site reliability", "roles", {"words": "site reliability"}),
    ("roles show CTO", "roles show", {"role": "CTO"}),
    ("show me the role of a tech lead", "roles show", {"role": "tech lead"}),
]

BRAINS: Final[list[Meant]] = [
    ("list the brains", "brain list", {}),
    ("which models can I use", "brain list", {}),
    ("test the brain ollama", "brain probe", {"name": "ollama"}),
    ("try out all brains", "brain probe", {}),
    ("probe anthropic, although it costs money", "brain probe", {"name": "anthropic", "yes": True}),
    ("use ollama for everyone", "brain use", {"name": "ollama"}),
    ("use the LM Studio brain for everybody please", "brain use", {"name": "lmstudio"}),
    ("switch everybody to llama.cpp, model qwen3", "brain use", {"name": "llamacpp", "model": "qwen3"}),
    ("use anthropic for Priya and Mike", "brain use", {"name": "anthropic", "for_": ["priya", "mike"]}),
    ("switch to scripted", "brain use", {"name": "scripted"}),
    ("use vllm anyway", "brain use", {"name": "vllm", "anyway": True}),
    ("give priya the anthropic brain", "employee brain", {"handle": "priya", "name": "anthropic"}),
    ("let Mike think with ollama", "employee brain", {"handle": "mike", "name": "ollama"}),
    ("set effort of the brain anthropic to high", "brain set", {"name": "anthropic", "key": "effort", "value": "high"}),
    ("change max tokens of ollama to 4000", "brain set", {"name": "ollama", "key": "max_tokens", "value": "4000"}),
    ("drop the brain vllm", "brain drop", {"name": "vllm"}),
    (
        "hire a writer named Zoe, thinking with ollama",
        "employee hire",
        {"handle": "zoe", "name": "Zoe", "role": "writer", "brain": "ollama"},
    ),
]

FILING: Final[list[Meant]] = [
    ('File a ticket "Write tests"', "ticket new", {"title": "Write tests"}),
    (
        'File a ticket "Write tests" for @sarah, high priority, waits for #64',
        "ticket new",
        {"title": "Write tests", "assignee": "sarah", "priority": "high", "blocked_by": ["64"]},
    ),
    (
        "create a ticket Write tests for Sarah after 64 and 65",
        "ticket new",
        {"title": "Write tests", "assignee": "sarah", "blocked_by": ["64", "65"]},
    ),
    (
        "open a critical ticket to fix the login, assigned to the backend engineer, 2 days",
        "ticket new",
        {"title": "fix the login", "priority": "critical", "assignee": "mike", "estimate": 2.0},
    ),
    (
        "log an issue called Slow start, urgent, estimate half a day",
        "ticket new",
        {"title": "Slow start", "priority": "critical", "estimate": 0.5},
    ),
    (
        "file a bug: login fails on Safari, p1, in project panel",
        "ticket new",
        {"title": "login fails on Safari", "label": ["bug"], "priority": "high", "project": "panel"},
    ),
    (
        "new task: Announce it once #64, #65 and 66 are done",
        "ticket new",
        {"title": "Announce it", "blocked_by": ["64", "65", "66"]},
    ),
    (
        "add a todo Draw icons blocked by ticket 65 in the Real-Time Collaboration Panel project",
        "ticket new",
        {"title": "Draw icons", "blocked_by": ["65"], "project": "panel"},
    ),
    (
        "file a ticket 'Don't panic' labelled docs, ux and \"very new\" with low priority",
        "ticket new",
        {"title": "Don't panic", "label": ["docs", "ux", "very new"], "priority": "low"},
    ),
    (
        "file a ticket Plan it for alex, accountable elena, consulting mike and priya, informing @sarah, phase Polish",
        "ticket new",
        {
            "title": "Plan it",
            "assignee": "alex",
            "accountable": ["elena"],
            "consulted": ["mike", "priya"],
            "informed": ["sarah"],
            "phase": "Polish",
        },
    ),
    (
        'file a ticket "Plan it", described as "In a day, \\"roughly\\".", takes about 4 hours',
        "ticket new",
        {"title": "Plan it", "description": 'In a day, "roughly".', "estimate": 0.5},
    ),
    ("could you please create a ticket for me: Tidy up", "ticket new", {"title": "Tidy up"}),
    ("ticket: Tidy up", "ticket new", {"title": "Tidy up"}),
    (
        "file a private ticket Salaries for alex",
        "ticket new",
        {"title": "Salaries", "assignee": "alex", "private": True},
    ),
    ("make a ticket “Buy cake” for Mike", "ticket new", {"title": "Buy cake", "assignee": "mike"}),
    ("file a ticket Write a manual for customers", "ticket new", {"title": "Write a manual for customers"}),
    ("file a ticket Look after the plants", "ticket new", {"title": "Look after the plants"}),
    (
        'file a ticket "Fix it for @mike after #64, urgent"',
        "ticket new",
        {"title": "Fix it for @mike after #64, urgent"},
    ),
    (
        "file a ticket Write docs for 2 weeks after 'API endpoints'",
        "ticket new",
        {"title": "Write docs", "estimate": 10.0, "blocked_by": ["3"]},
    ),
]

EDITING: list[Meant] = [
    ("rename 64 to User stories, by role", "ticket edit", {"number": 64, "title": "User stories, by role"}),
    (
        "rename the Architecture design to Architecture: how to build it",
        "ticket edit",
        {"number": 66, "title": "Architecture: how to build it"},
    ),
    ('change the title of #64 to "Stories"', "ticket edit", {"number": 64, "title": "Stories"}),
    ("set the priority of 64 to high", "ticket edit", {"number": 64, "priority": "high"}),
    ("raise the priority of 64 to p0", "ticket edit", {"number": 64, "priority": "critical"}),
    ("64 is critical", "ticket edit", {"number": 64, "priority": "critical"}),
    ("make the websocket server urgent", "ticket edit", {"number": 67, "priority": "critical"}),
    ("mark 64 as low priority, due friday", "ticket edit", {"number": 64, "priority": "low", "due": "friday"}),
    ("64 is due friday", "ticket edit", {"number": 64, "due": "friday"}),
    ("64 is due on June 1", "ticket edit", {"number": 64, "due": "June 1"}),
    ("64 must be done by 2027-06-14", "ticket edit", {"number": 64, "due": "2027-06-14"}),
    ("finish 64 by tomorrow", "ticket edit", {"number": 64, "due": "tomorrow"}),
    ("move the deadline of 64 to 14 june", "ticket edit", {"number": 64, "due": "14 june"}),
    ("64 has no due date", "ticket edit", {"number": 64, "due": "none"}),
    ("remove the deadline from 64", "ticket edit", {"number": 64, "due": "none"}),
    ("estimate 64 at 3 days", "ticket edit", {"number": 64, "estimate": 3.0}),
    ("64 takes half a day", "ticket edit", {"number": 64, "estimate": 0.5}),
    ("set the estimate of 64 to a week", "ticket edit", {"number": 64, "estimate": 5.0}),
    ("label 64 backend", "ticket edit", {"number": 64, "label": ["backend"]}),
    ('tag 64 with "needs review" and ui', "ticket edit", {"number": 64, "label": ["needs review", "ui"]}),
    ("remove the label ui from 64", "ticket edit", {"number": 64, "unlabel": ["ui"]}),
    ("set the labels of 64 to ui, backend", "ticket edit", {"number": 64, "labels": ["ui", "backend"]}),
    ("remove all labels from 64", "ticket edit", {"number": 64, "labels": ["none"]}),
    ("describe 64 as what users tell", "ticket edit", {"number": 64, "description": "what users tell"}),
    (
        "set the acceptance criteria of 64 to it works; it is fast",
        "ticket edit",
        {"number": 64, "acceptance": "it works; it is fast"},
    ),
    ("edit 64: high priority", "ticket edit", {"number": 64, "priority": "high"}),
    ("edit 64", "ticket edit", {"number": 64}),
    ("take 64 from Alex", "ticket unassign", {"number": 64, "from_": "alex"}),
    ("take the websocket server away from mike", "ticket unassign", {"number": 67, "from_": "mike"}),
    ("unassign 64", "ticket unassign", {"number": 64}),
    ("assign 64 to nobody", "ticket unassign", {"number": 64}),
    (
        "file a ticket Write docs for mike, due friday",
        "ticket new",
        {"title": "Write docs", "assignee": "mike", "due": "friday"},
    ),
    ('file a ticket "X" that must be done by June 1', "ticket new", {"title": "X", "due": "June 1"}),
]

TICKETS: Final[list[Meant]] = [
    ("assign 64 to Mike", "ticket assign", {"number": 64, "handle": "mike"}),
    ("Assign ticket #64 to the backend engineer.", "ticket assign", {"number": 64, "handle": "mike"}),
    ("give Mike 64", "ticket assign", {"number": 64, "handle": "mike"}),
    ("pass the requirements ticket over to Sarah Connor", "ticket assign", {"number": 64, "handle": "sarah"}),
    ("let Priya do the websocket client", "ticket assign", {"number": 70, "handle": "priya"}),
    ("make elena responsible for #66", "ticket assign", {"number": 66, "handle": "elena"}),
    ("Mike takes 65", "ticket assign", {"number": 65, "handle": "mike"}),
    ("route 'UX wireframes' to @sam-2", "ticket assign", {"number": 65, "handle": "sam-2"}),
    ("put Mike on ticket 64", "ticket assign", {"number": 64, "handle": "mike"}),
    (
        "close 64 because all stories are agreed",
        "ticket move",
        {"number": 64, "state": "done", "reason": "all stories are agreed"},
    ),
    ("mark #64 as done: agreed.", "ticket move", {"number": 64, "state": "done", "reason": "agreed."}),
    ("64 is finished, everybody agreed", "ticket move", {"number": 64, "state": "done", "reason": "everybody agreed"}),
    (
        "resolve the architecture design since it is approved",
        "ticket move",
        {"number": 66, "state": "done", "reason": "it is approved"},
    ),
    (
        "reopen 3 because mobile is missing",
        "ticket move",
        {"number": 3, "state": "open", "reason": "mobile is missing"},
    ),
    ("API endpoints needs more work: no paging", "ticket move", {"number": 3, "state": "open", "reason": "no paging"}),
    ("put 65 on hold because Sam is ill", "ticket move", {"number": 65, "state": "on_hold", "reason": "Sam is ill"}),
    ("hold #65: waiting for legal", "ticket move", {"number": 65, "state": "on_hold", "reason": "waiting for legal"}),
    ("pause 65 because of legal", "ticket move", {"number": 65, "state": "on_hold", "reason": "legal"}),
    ("take 70 off hold", "ticket move", {"number": 70, "state": "open"}),
    ("start 65", "ticket move", {"number": 65, "state": "in_progress"}),
    ("start working on the websocket server", "ticket move", {"number": 67, "state": "in_progress"}),
    ("move 64 to in review", "ticket move", {"number": 64, "state": "in_review"}),
    ("send 64 for review", "ticket move", {"number": 64, "state": "in_review"}),
    (
        "cancel 65 because nobody wants it",
        "ticket move",
        {"number": 65, "state": "cancelled", "reason": "nobody wants it"},
    ),
    ("skip 65: not needed", "ticket move", {"number": 65, "state": "skipped", "reason": "not needed"}),
    ("set 64 to failed because it broke", "ticket move", {"number": 64, "state": "failed", "reason": "it broke"}),
]

LINKS: Final[list[Meant]] = [
    ("64 blocks 66", "ticket link", {"number": 64, "blocks": 66}),
    ("#66 waits for #64", "ticket link", {"number": 64, "blocks": 66}),
    ("66 is blocked by 64", "ticket link", {"number": 64, "blocks": 66}),
    ("block 66 on 64", "ticket link", {"number": 64, "blocks": 66}),
    ("the architecture design depends on the requirements", "ticket link", {"number": 64, "blocks": 66}),
    ("make 66 wait for ticket 64", "ticket link", {"number": 64, "blocks": 66}),
    ("link 64 -> 66", "ticket link", {"number": 64, "blocks": 66}),
    ("do 64 before 66", "ticket link", {"number": 64, "blocks": 66}),
    ("66 waits for 64, kind api, softly", "ticket link", {"number": 64, "blocks": 66, "kind": "api", "soft": True}),
    ("66 needs 64 as a data dependency", "ticket link", {"number": 64, "blocks": 66, "kind": "data"}),
    ("66 no longer waits for 64", "ticket unlink", {"number": 64, "blocks": 66}),
    ("unblock 66 from 64", "ticket unlink", {"number": 64, "blocks": 66}),
    ("64 doesn't block 66", "ticket unlink", {"number": 64, "blocks": 66}),
    ("let 66 start without 64", "ticket unlink", {"number": 64, "blocks": 66}),
    ("unlink 64 from 67", "ticket unlink", {"number": 64, "blocks": 67}),
    ("unlink 67 from 64", "ticket unlink", {"number": 64, "blocks": 67}),
]
"""#64 blocks #67 already, so that unlinking the two can mean only one thing."""

TALK: Final[list[Meant]] = [
    ("comment on 64: Looks good", "ticket comment", {"number": 64, "text": "Looks good"}),
    ('say "Looks good" on #64', "ticket comment", {"number": 64, "text": "Looks good"}),
    ("comment on 64 as Mike: I am on it.", "ticket comment", {"number": 64, "text": "I am on it.", "as_": "mike"}),
    (
        "as @mike, reply in 64 that it is due by Friday",
        "ticket comment",
        {"number": 64, "text": "it is due by Friday", "as_": "mike"},
    ),
    (
        "post on the architecture design @mike what do you think?",
        "ticket comment",
        {"number": 66, "text": "@mike what do you think?"},
    ),
    ("add a comment to 64: please, for Mike", "ticket comment", {"number": 64, "text": "please, for Mike"}),
    ("bring Mike into 64", "ticket participant", {"handle": "mike", "number": 64}),
    (
        "add the QA engineer to #64 as accountable",
        "ticket participant",
        {"handle": "sarah", "number": 64, "raci": "accountable"},
    ),
    ("consult Mike on the requirements", "ticket participant", {"handle": "mike", "number": 64, "raci": "consulted"}),
    ("keep Alex informed about 66", "ticket participant", {"handle": "alex", "number": 66, "raci": "informed"}),
    ("make Elena accountable for 65", "ticket participant", {"handle": "elena", "number": 65, "raci": "accountable"}),
    ("remove Mike from 64", "ticket participant", {"handle": "mike", "number": 64, "remove": True}),
    ("answer entry 3 with release", "answer", {"entry": 3, "text": "release"}),
    ('reply to 3: "Ten dollars, not more."', "answer", {"entry": 3, "text": "Ten dollars, not more."}),
    ("approve 3", "answer", {"entry": 3, "text": "approve"}),
]

COMPANY: Final[list[Meant]] = [
    ("undo", "undo", {}),
    ("undo that, please", "undo", {}),
    ("take that back", "undo", {}),
    ("take back the last command", "undo", {}),
    ("revert my last change", "undo", {}),
    ("never mind", "undo", {}),
    ("undo command 120", "undo", {"only": 120}),
    ("what would undo do?", "undo", {"dry_run": True}),
    ("what would undoing command 120 do?", "undo", {"only": 120, "dry_run": True}),
    (
        "start a new project called Go live led by Elena for 6 weeks",
        "project new",
        {"key": "go-live", "title": "Go live", "lead": "elena", "weeks": 6},
    ),
    (
        "spin up project Panel, target date 3 weeks from now",
        "project new",
        {"key": "panel-2", "title": "Panel", "weeks": 3},
    ),
    (
        'new project "Go live", key live, with Mike as lead',
        "project new",
        {"key": "live", "title": "Go live", "lead": "mike"},
    ),
    ("list the projects", "project list", {}),
    ("how far are we?", "project list", {}),
    ("pause everything because the budget is spent", "pause", {"reason": "the budget is spent"}),
    ("stop all work until Monday", "pause", {"reason": "until Monday"}),
    ("pause: lunch", "pause", {"reason": "lunch"}),
    ("resume", "resume", {}),
    ("carry on with everything", "resume", {}),
    ("start again", "resume", {}),
]

READING: Final[list[Meant]] = [
    ("list tickets", "ticket list", {}),
    ("show me all the tickets", "ticket list", {}),
    ("what is blocked?", "ticket list", {"state": "blocked"}),
    ("which tickets are ready", "ticket list", {"state": "ready"}),
    ("show the open tickets", "ticket list", {"state": "open"}),
    ("list tickets in review", "ticket list", {"state": "in_review"}),
    ("what's on hold?", "ticket list", {"state": "on_hold"}),
    ("show 64", "ticket show", {"number": 64}),
    ("open ticket 64", "ticket show", {"number": 64}),
    ("#64", "ticket show", {"number": 64}),
    ("show me the websocket server", "ticket show", {"number": 67}),
    ("what is #66 about", "ticket show", {"number": 66}),
    ("why is 64 blocked?", "ticket why", {"number": 64}),
    ("why doesn't the websocket server move", "ticket why", {"number": 67}),
    ("what is #64 waiting for?", "ticket why", {"number": 64}),
    ("what blocks 67", "ticket why", {"number": 67}),
    ("why 67", "ticket why", {"number": 67}),
    ("inbox", "inbox", {}),
    ("what needs me?", "inbox", {}),
    ("What do I have to decide?", "inbox", {}),
    ("status", "status", {}),
    ("how are we doing?", "status", {}),
    ("what's going on", "status", {}),
    ("show the graph", "graph", {}),
    ("what is the critical path?", "graph", {}),
    ("show me the log", "log", {}),
    ("show the last 20 events", "log", {"last": 20}),
    ("what happened since event 120", "log", {"since": 120}),
    ("show the log since 5, last 3 events", "log", {"since": 5, "last": 3}),
]

RECORDS: Final[list[Meant]] = [
    ("org chart", "org", {}),
    ("who reports to whom?", "org", {}),
    ("who is Mike?", "employee show", {"handle": "mike"}),
    ("@mike", "employee show", {"handle": "mike"}),
    ("what is Sarah Connor doing?", "employee show", {"handle": "sarah"}),
    ("why is Mike idle?", "employee why", {"handle": "mike"}),
    ("what is the backend engineer waiting for?", "employee why", {"handle": "mike"}),
    ("who is responsible for what?", "raci", {}),
    ("show the RACI matrix of project panel", "raci", {"project": "panel"}),
    ("show the money", "money", {}),
    ("what did we spend so far?", "money", {}),
    ("costs by ticket", "money", {"by": "ticket"}),
    ("show turn 12", "turn", {"run": 12}),
    ("what was told in turn 12", "turn", {"run": 12, "shown": True}),
    ("show what was told in turn 12", "turn", {"run": 12, "shown": True}),
    ("stop turn 12", "turn stop", {"run": 12}),
    ("chat with Mike", "chat", {"handle": "mike"}),
    ("tell Mike that the build is red", "chat", {"handle": "mike", "text": "the build is red"}),
    ("tell @mike: go on", "chat", {"handle": "mike", "text": "go on"}),
    ("talk to the backend engineer about caching", "chat", {"handle": "mike", "text": "caching"}),
    ("what was made?", "vault list", {}),
    ("search the vault for rate limits", "vault search", {"text": "rate limits"}),
    ("find time-series in the files", "vault search", {"text": "time-series"}),
    ("list the files like tag:api -kind:code", "vault list", {"filter": "tag:api -kind:code"}),
    ("mark the file openapi.yaml as agreed", "vault status", {"name": "openapi.yaml", "status": "agreed"}),
    ("tag the file spec.md with api, draft", "vault tag", {"name": "spec.md", "tags": "api, draft"}),
    ("attach the file notes.md to #65", "ticket attach", {"source": "notes.md", "number": 65}),
    ("show the gates", "gate list", {}),
    ("show gate 76", "gate show", {"number": 76}),
    ("waive gate 76 because we agreed on the phone", "gate waive", {"number": 76, "reason": "we agreed on the phone"}),
    ("open the file tokens.css of #65", "vault show", {"name": "tokens.css", "ticket": 65}),
    ("show the file spec.md, version 2", "vault show", {"name": "spec.md", "version": 2}),
    ("save the file spec.md to /tmp/spec.md", "vault save", {"name": "spec.md", "out": "/tmp/spec.md"}),
]

OBSTACLES: Final[list[Meant]] = [
    ("block 65 because the brief is missing", "ticket block", {"number": 65, "reason": "the brief is missing"}),
    ("65 is stuck: no brief", "ticket block", {"number": 65, "reason": "no brief"}),
    ("block 66 on 64 because of the API", "ticket block", {"number": 66, "on": 64, "reason": "the API"}),
    ("unblock 65: the brief is here", "ticket unblock", {"number": 65, "reason": "the brief is here"}),
    ("lift the blocks on 65 because it is here", "ticket unblock", {"number": 65, "reason": "it is here"}),
    ("start 66 anyway", "ticket start", {"number": 66}),
    ("let 66 start", "ticket start", {"number": 66}),
    ("start 66 despite 64 and 65", "ticket start", {"number": 66, "despite": ["64", "65"]}),
    ("join 64", "ticket join", {"number": 64}),
    ("add me to the architecture design", "ticket join", {"number": 66}),
    ("leave 64", "ticket leave", {"number": 64}),
    ("take me out of #64", "ticket leave", {"number": 64}),
]

AGREEMENTS: Final[list[Meant]] = [
    ("offer 64 to Mike", "handoff offer", {"number": 64, "to": "mike"}),
    (
        'offer tokens.css of 65 to Priya for 70, note "The colours.", next "Use them"',
        "handoff offer",
        {
            "number": 65,
            "to": "priya",
            "artifacts": ["tokens.css"],
            "ticket": 70,
            "note": "The colours.",
            "next": "Use them",
        },
    ),
    ("accept hand-off 3", "handoff accept", {"handoff": 3}),
    ("decline hand-off 3 because I have no time", "handoff decline", {"handoff": 3, "reason": "I have no time"}),
    ("take back handoff 3", "handoff withdraw", {"handoff": 3}),
    ("show me hand-off 3", "handoff show", {"handoff": 3}),
    ("which hand-offs are pending?", "handoff list", {}),
    ("what was decided?", "decision list", {}),
    ("list the decisions on 64", "decision list", {"ticket": 64}),
    ("show decision 4", "decision show", {"decision": 4}),
    (
        'record on 64 "Mobile": "Not now" because "desktop first", deferred to 70',
        "decision record",
        {"number": 64, "subject": "Mobile", "outcome": "Not now", "rationale": "desktop first", "defer_to": 70},
    ),
    (
        'propose on 64 "Store" to Mike and Priya, options Redis, Postgres',
        "decision propose",
        {"number": 64, "subject": "Store", "among": ["mike", "priya"], "option": ["Redis", "Postgres"]},
    ),
    ('I am for "Redis" on 64', "decision position", {"number": 64, "stance": "Redis"}),
    ("who waits for whom?", "waits", {}),
    ("are there any deadlocks?", "waits", {}),
    ("request changes on 66: name the ports", "ticket changes", {"number": 66, "text": "name the ports"}),
    ("Elena answers for 67", "ticket participant", {"number": 67, "handle": "elena", "raci": "accountable"}),
    (
        "comment on 70 as Mike from 67: it is ready",
        "ticket comment",
        {"number": 70, "as_": "mike", "from_": 67, "text": "it is ready"},
    ),
]

OWN_WORDS: Final[list[Meant]] = [
    ("ticket assign 64 mike", "ticket assign", {"number": 64, "handle": "mike"}),
    ("Ticket: assign #64 @mike", "ticket assign", {"number": 64, "handle": "mike"}),
    ("teamx ticket move 64 on_hold --reason 'Sam is ill'", "ticket move",
     {"number": 64, "state": "on_hold", "reason": "Sam is ill"}),
    ("ticket link 64 66", "ticket link", {"number": 64, "blocks": 66}),
    ("ticket comment 64 as soon as possible", "ticket comment", {"number": 64, "text": "as soon as possible"}),
    ("ticket new Write it all down --assignee=mike --private --label a --label b", "ticket new",
     {"title": "Write it all down", "assignee": "mike", "private": True, "label": ["a", "b"]}),
    ("log last 5", "log", {"last": 5}),
    ("raci", "raci", {}),
    ("raci panel", "raci", {"project": "panel"}),
    ("raci project 'the big one'", "raci", {"project": "big one"}),
]  # fmt: skip
"""As the command line takes it; a plain word may stand for a flag."""

ASKING: Final[list[Meant]] = [
    ("ask the company: why is the frontend behind?", "ask", {"question": "why is the frontend behind?"}),
    ("why is the frontend behind?", "ask", {"question": "why is the frontend behind?"}),
    ("who is overloaded", "ask", {"question": "who is overloaded"}),
    (
        "what did we spend this week and on what?",
        "ask",
        {"question": "what did we spend this week and on what?"},
    ),
    ("what should I answer first?", "ask", {"question": "what should I answer first?"}),
    ("what will finish next?", "ask", {"question": "what will finish next?"}),
    ("when will 69 be done?", "ask", {"question": "when will 69 be done?"}),
    ("is the moon made of green cheese?", "ask", {"question": "is the moon made of green cheese?"}),
]

LIFECYCLE: Final[list[Meant]] = [
    ("Decompose the Real-Time Collaboration Panel into tickets", "decompose", {"project": "panel"}),
    ("decompose the collaboration panel", "decompose", {"project": "panel"}),
    ("break panel down into tasks", "decompose", {"project": "panel"}),
    (
        "break down panel into tickets: Draw it; Build it",
        "decompose",
        {"project": "panel", "brief": "Draw it; Build it"},
    ),
    ("set a goal to ship it by friday", "goal new", {"key": "ship-it", "title": "ship it", "due": "friday"}),
    (
        'new goal "Reach ten teams", key ten, for project panel',
        "goal new",
        {"key": "ten", "title": "Reach ten teams", "projects": ["panel"]},
    ),
    ("list our goals", "goal list", {}),
    ("how far is the goal launch", "goal show", {"key": "launch"}),
    ("put project panel under goal launch", "project move", {"key": "panel", "goal": "launch"}),
    ("take panel off its goal", "project move", {"key": "panel", "goal": "none"}),
    (
        "create project Beta led by Elena for goal launch due 2027-01-31",
        "project new",
        {"key": "beta", "title": "Beta", "lead": "elena", "goal": "launch", "due": "2027-01-31"},
    ),
    ("Run the doctor", "doctor", {}),
    ("are we cleared for launch?", "doctor", {}),
    ("what did we do today?", "day", {}),
    ("show me the start of the day", "day", {"start": True}),
]
"""From a goal to the end of a day."""

BUDGETS: Final[list[Meant]] = [
    ("set a budget of $50 a day for priya", "budget set",
     {"scope": "employee", "subject": "priya", "limit": 50.0, "period": "day"}),
    ("Set a budget of 1,000 dollars for the company", "budget set", {"scope": "company", "limit": 1000.0}),
    ("set a monthly budget of $200", "budget set", {"scope": "company", "limit": 200.0, "period": "month"}),
    ("set the company budget to $150, warn at 85%", "budget set", {"scope": "company", "limit": 150.0, "warn": 85}),
    ("set a $5 budget for #64", "budget set", {"scope": "ticket", "subject": "64", "limit": 5.0}),
    ("set a budget of $20 for the project panel", "budget set",
     {"scope": "project", "subject": "panel", "limit": 20.0}),
    ("set a budget of $3 for meeting 80", "budget set", {"scope": "meeting", "subject": "80", "limit": 3.0}),
    ("give Mike a budget of $5 per day and ask me above $0.50", "budget set",
     {"scope": "employee", "subject": "mike", "limit": 5.0, "period": "day", "approve_above": 0.5}),
    ("Priya may spend at most $10 a day", "budget set",
     {"scope": "employee", "subject": "priya", "limit": 10.0, "period": "day"}),
    ("limit mike to $7", "budget set", {"scope": "employee", "subject": "mike", "limit": 7.0}),
    ("let Mike spend up to 7 dollars this month", "budget set",
     {"scope": "employee", "subject": "mike", "limit": 7.0, "period": "month"}),
    ("limit spending to $40 a day", "budget set", {"scope": "company", "limit": 40.0, "period": "day"}),
    ("raise the budget by $20", "budget raise", {"scope": "company", "by": 20.0}),
    ("increase the budget of priya by $5", "budget raise", {"scope": "employee", "subject": "priya", "by": 5.0}),
    ("raise priya's budget", "budget raise", {"scope": "employee", "subject": "priya"}),
    ("drop the budget of priya", "budget drop", {"scope": "employee", "subject": "priya"}),
    ("remove the company budget", "budget drop", {"scope": "company"}),
    ("show the budgets", "budget list", {}),
    ("how much is left?", "budget list", {}),
    ("show the prices", "prices", {}),
    ("what do the models cost?", "prices", {}),
    ("budget set employee priya --limit 50 --period day", "budget set",
     {"scope": "employee", "subject": "priya", "limit": 50.0, "period": "day"}),
    ("budget raise company", "budget raise", {"scope": "company"}),
]  # fmt: skip
SUBJECTS: Final = {
    "lifecycle": LIFECYCLE,
    "budgets": BUDGETS,
    "the seed": SEED_002,
    "hiring": HIRING,
    "meetings": MEETINGS,
    "staff": STAFF,
    "brains": BRAINS,
    "filing": FILING,
    "tickets": TICKETS,
    "editing": EDITING,
    "links": LINKS,
    "talk": TALK,
    "the company": COMPANY,
    "reading": READING,
    "asking": ASKING,
    "records": RECORDS,
    "obstacles": OBSTACLES,
    "agreements": AGREEMENTS,
    "own words": OWN_WORDS,
}
Understandings = dict[str, tuple[str, dict[str, Any]] | Any]

subjects = pytest.mark.parametrize("phrasings", SUBJECTS.values(), ids=SUBJECTS)


def expected(phrasings: list[Meant]) -> Understandings:
    return {said: (command, given) for said, command, given in phrasings}


def meant(line: str) -> Any:
    """The command and the arguments of a line, or the answer that it got instead."""
    answer = understand(line, WORDS)
    return (answer.command, dict(answer.given)) if isinstance(answer, Understood) else answer


def test_phrasings__are_more_than_a_hundred_and_over_all_commands_with_phrases() -> None:
    said = [said for phrasings in SUBJECTS.values() for said, _, _ in phrasings]

    assert len(set(said)) == len(said) >= 100
    commands = {command for phrasings in SUBJECTS.values() for _, command, _ in phrasings}
    assert commands >= {phrase.command for phrase in PHRASES} >= WORDINGS.keys()


@subjects
@pytest.mark.feature("T-12")
def test_understand__keeps_every_slot(phrasings: list[Meant]) -> None:
    assert {said: meant(said) for said, _, _ in phrasings} == expected(phrasings)


@subjects
def test_understand__of_what_it_says_back_is_the_same(phrasings: list[Meant]) -> None:
    assert {said: meant(phrase(command, given)) for said, command, given in phrasings} == expected(phrasings)


@pytest.mark.parametrize("way", ["{}", "  {}  ", "Could you please, {}", "teamx {}"])
def test_understand__does_not_mind_case_blanks_or_a_courtesy(way: str) -> None:
    lines = {said: way.format(said.upper().replace(" ", "   ")) for said, _, _ in READING}

    assert {said: meant(line) for said, line in lines.items()} == expected(READING)
