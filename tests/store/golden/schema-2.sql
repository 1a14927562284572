BEGIN TRANSACTION;
CREATE TABLE action_item (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	due VARCHAR NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	ticket_id INTEGER, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (item_id, no), 
	UNIQUE (ticket_id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(ticket_id) REFERENCES work_item (id)
);
CREATE TABLE artifact (
	id INTEGER NOT NULL, 
	item_id INTEGER, 
	message_id INTEGER, 
	producer VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	tags JSON NOT NULL, 
	version INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (item_id, name, version), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(message_id) REFERENCES message (id)
);
INSERT INTO "artifact" VALUES(1,1,1,'operator','notes.md','text','','','["draft"]',1,'# Notes

What we know.','6987ef6ec207f412601babd5972672be8c17be76fe9b9c154ae40f998ec6be34',0,1800000000000);
CREATE TABLE brain (
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	base_url VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	key_source VARCHAR NOT NULL, 
	is_free BOOLEAN NOT NULL, 
	settings JSON NOT NULL, 
	probe JSON NOT NULL, 
	probed_at_ms INTEGER, 
	lacks VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE budget (
	id INTEGER NOT NULL, 
	scope VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	period VARCHAR NOT NULL, 
	window INTEGER NOT NULL, 
	limit_micros INTEGER NOT NULL, 
	warn_percent INTEGER NOT NULL, 
	approve_above_micros INTEGER, 
	spent_micros INTEGER NOT NULL, 
	reserved_micros INTEGER NOT NULL, 
	warned BOOLEAN NOT NULL, 
	question_id INTEGER, 
	dropped_at_ms INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (scope, subject, period), 
	CHECK (limit_micros >= 0 AND spent_micros >= 0 AND reserved_micros >= 0), 
	CHECK (spent_micros + reserved_micros <= limit_micros), 
	CHECK (scope IN ('company', 'project', 'employee', 'ticket', 'meeting')), 
	CHECK (period IN ('day', 'month', 'total')), 
	FOREIGN KEY(question_id) REFERENCES decision (id)
);
INSERT INTO "budget" VALUES(1,'company','','total',0,5000000,80,NULL,0,0,0,NULL,NULL);
CREATE TABLE call (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	tool VARCHAR NOT NULL, 
	arguments JSON NOT NULL, 
	ok BOOLEAN NOT NULL, 
	result VARCHAR NOT NULL, 
	line INTEGER, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (run_id, no), 
	UNIQUE (item_id, line), 
	FOREIGN KEY(run_id) REFERENCES run (id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id)
);
INSERT INTO "call" VALUES(1,1,1,1,'comment','{"text": "(scripted) I worked on ''Ticket 1''; there is no script for this ticket."}',1,'Posted.',NULL,1800000000000);
INSERT INTO "call" VALUES(2,1,2,1,'finish','{"resolution": "Done (scripted)"}',1,'Done.',NULL,1800000000000);
INSERT INTO "call" VALUES(3,2,1,5,'comment','{"text": "(scripted) I worked on ''Ticket 5''; there is no script for this ticket."}',1,'Posted.',NULL,1800000000000);
INSERT INTO "call" VALUES(4,2,2,5,'finish','{"resolution": "Done (scripted)"}',1,'Done.',NULL,1800000000000);
CREATE TABLE capsule (
	run_id INTEGER NOT NULL, 
	manifest JSON NOT NULL, 
	PRIMARY KEY (run_id), 
	FOREIGN KEY(run_id) REFERENCES run (id)
);
CREATE TABLE charge (
	id INTEGER NOT NULL, 
	model_call_id INTEGER NOT NULL, 
	budget_id INTEGER NOT NULL, 
	micros INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (model_call_id, budget_id), 
	FOREIGN KEY(model_call_id) REFERENCES model_call (id), 
	FOREIGN KEY(budget_id) REFERENCES budget (id)
);
CREATE TABLE company (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	unblock_wakes VARCHAR NOT NULL, 
	channels VARCHAR NOT NULL, 
	brain VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	paused VARCHAR NOT NULL, 
	graph_version INTEGER NOT NULL, 
	founded_at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (id = 1)
);
INSERT INTO "company" VALUES(1,'Test','participants','open','scripted','','',7,1800000000000);
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	options JSON NOT NULL, 
	about JSON NOT NULL, 
	blocking BOOLEAN NOT NULL, 
	raised_by VARCHAR NOT NULL, 
	asked_of VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	rationale VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	opened_at_ms INTEGER NOT NULL, 
	decided_at_ms INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id)
);
CREATE TABLE department (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	lead_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(lead_id) REFERENCES employee (id)
);
CREATE TABLE dependency (
	id INTEGER NOT NULL, 
	blocker_id INTEGER NOT NULL, 
	blocked_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	hard BOOLEAN NOT NULL, 
	carries_artifacts BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (blocker_id, blocked_id), 
	CHECK (blocker_id <> blocked_id), 
	CHECK (kind IN ('technical', 'data', 'api', 'shared', 'infra', 'order')), 
	FOREIGN KEY(blocker_id) REFERENCES work_item (id), 
	FOREIGN KEY(blocked_id) REFERENCES work_item (id)
);
INSERT INTO "dependency" VALUES(1,1,2,'technical',1,0,'explicit');
INSERT INTO "dependency" VALUES(2,2,3,'technical',1,0,'explicit');
CREATE TABLE digest (
	thread_id INTEGER NOT NULL, 
	until_message_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (thread_id), 
	FOREIGN KEY(thread_id) REFERENCES thread (id)
);
CREATE TABLE employee (
	id INTEGER NOT NULL, 
	handle VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	department_id INTEGER, 
	manager_id INTEGER, 
	brain VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	paused VARCHAR NOT NULL, 
	hired_at_ms INTEGER NOT NULL, 
	left_at_ms INTEGER, 
	PRIMARY KEY (id), 
	CHECK (manager_id IS NULL OR manager_id <> id), 
	UNIQUE (handle), 
	FOREIGN KEY(department_id) REFERENCES department (id), 
	FOREIGN KEY(manager_id) REFERENCES employee (id)
);
INSERT INTO "employee" VALUES(1,'ada','Ada','engineer','Engineer',NULL,NULL,'scripted','','',1800000000000,NULL);
INSERT INTO "employee" VALUES(2,'ben','Ben','engineer','Engineer',NULL,NULL,'scripted','','',1800000000000,NULL);
INSERT INTO "employee" VALUES(3,'cleo','Cleo','engineer','Engineer',NULL,NULL,'scripted','','',1800000000000,NULL);
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	data VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "event" VALUES(1,1800000000000,'operator','company.founded','company','{"name":"Test"}','eb0c114b8e17a48dee124db8ca8656132a127c3ade1df69a033185a47514308b');
INSERT INTO "event" VALUES(2,1800000000000,'operator','employee.hired','employee:ada','{"employee":"ada","role":"engineer"}','6010916883b489d0168a02559489acf1b47c2796b85f01fdd4afa7ef96fea6f7');
INSERT INTO "event" VALUES(3,1800000000000,'operator','employee.hired','employee:ben','{"employee":"ben","role":"engineer"}','e10a759528812ca2112660807246f90b548f3082e350453de87c4500dc8fe53b');
INSERT INTO "event" VALUES(4,1800000000000,'operator','employee.hired','employee:cleo','{"employee":"cleo","role":"engineer"}','4372b4a7759d7a6998403e7aed8393d99141adb822cbeabdbc5b83ebb16a7b5f');
INSERT INTO "event" VALUES(5,1800000000000,'operator','ticket.filed','ticket:1','{"assignee":"ada","number":1,"participants":{"ada":"R"},"title":"Ticket 1"}','4af4b168cc06c5499dcdc77b50e161d4e9e49bca7255c3804a49cdd5c3717c71');
INSERT INTO "event" VALUES(6,1800000000000,'operator','ticket.filed','ticket:2','{"assignee":"ben","number":2,"participants":{"ben":"R"},"title":"Ticket 2"}','a49773bef5e5cf44f6c7edd88774849758db6da6f018230f1a21ec836c20d0ea');
INSERT INTO "event" VALUES(7,1800000000000,'operator','ticket.filed','ticket:3','{"assignee":"cleo","number":3,"participants":{"cleo":"R"},"title":"Ticket 3"}','961dfe56bae00f013b18ec0201250c8f226472730f445e38f946adbb06ee8398');
INSERT INTO "event" VALUES(8,1800000000000,'operator','ticket.filed','ticket:4','{"assignee":"ada","number":4,"participants":{"ada":"R"},"title":"Ticket 4"}','bf8d5b8024f1e75df6ae4e6d2f9ba73614789c1329785e28b586350d31ee1b43');
INSERT INTO "event" VALUES(9,1800000000000,'operator','ticket.filed','ticket:5','{"assignee":"ben","number":5,"participants":{"ben":"R"},"title":"Ticket 5"}','544b2823be8e83dace6bc55de21cdbe7b82ffdbf192678e0189e7056f1448f19');
INSERT INTO "event" VALUES(10,1800000000000,'operator','wake.queued','ticket:1','{"cause":"ready","employee":"ada","hop":0,"number":1,"wake":1}','95e834978ff3957b449877645ea60cdf7e316825790d2a8ad06ef2a97e9bdcbe');
INSERT INTO "event" VALUES(11,1800000000000,'operator','wake.queued','ticket:2','{"cause":"ready","employee":"ben","hop":0,"number":2,"wake":2}','ad0bf59d7f8f2795996c73e4c71c587407c017a741bdc1623f5c4ada5d43306d');
INSERT INTO "event" VALUES(12,1800000000000,'operator','wake.queued','ticket:3','{"cause":"ready","employee":"cleo","hop":0,"number":3,"wake":3}','514438c701550b7571a026515df289a780159c526d0df38be85aab761fd2bdcc');
INSERT INTO "event" VALUES(13,1800000000000,'operator','wake.queued','ticket:4','{"cause":"ready","employee":"ada","hop":0,"number":4,"wake":4}','877c1f7a0ee87d4c466e54d227bdf236ee74ee104153dfae78b507f3414ddba5');
INSERT INTO "event" VALUES(14,1800000000000,'operator','wake.queued','ticket:5','{"cause":"ready","employee":"ben","hop":0,"number":5,"wake":5}','b9e18166f76e68b4c6fe8cf4073c3ad5ec64835ff3f47a719fadad177653b6b3');
INSERT INTO "event" VALUES(15,1800000000000,'operator','ticket.linked','ticket:2','{"blocked":2,"blocker":1,"dependency":"technical","hard":true,"number":2}','a1bc676cbbc60243d9ca527b2d16faf0414bc5b7e1d27d02da904535d733d9a7');
INSERT INTO "event" VALUES(16,1800000000000,'operator','wake.dropped','ticket:2','{"employee":"ben","number":2,"reason":"it waits for #1 now","wake":2}','e66d79ff9f4da1a322e1e7b78057b28a2f1b2427ae5e9c8c0919c3b8b910e06a');
INSERT INTO "event" VALUES(17,1800000000000,'operator','ticket.linked','ticket:3','{"blocked":3,"blocker":2,"dependency":"technical","hard":true,"number":3}','ab4e47adaeba50c0d052ced3a962bc3b90cd40e0274199bf3376fe285a79f85a');
INSERT INTO "event" VALUES(18,1800000000000,'operator','wake.dropped','ticket:3','{"employee":"cleo","number":3,"reason":"it waits for #2 now","wake":3}','f6824cb567436da360e113411b06d97361beb1a4a44b7cbe59bdf0bc0834f468');
INSERT INTO "event" VALUES(19,1800000000000,'operator','message.posted','ticket:1','{"author":"operator","kind":"attachment","mentions":[],"message":1,"number":1}','03156c7a5f77457372beb09e1c01a235c70dcd147fab6ca5be4b9f659ecea8cc');
INSERT INTO "event" VALUES(20,1800000000000,'operator','artifact.attached','ticket:1','{"artifact":1,"message":1,"name":"notes.md","number":1,"sha256":"6987ef6ec207f412601babd5972672be8c17be76fe9b9c154ae40f998ec6be34","status":"","type":"","version":1}','479db9a833679770ff6bdb570e75f7b9f87eee0204f52403c1e0ae8d843e2002');
INSERT INTO "event" VALUES(21,1800000000000,'system','worker.started','worker:0ee1518514d5','{"slots":1,"worker":"0ee1518514d5"}','c146214e0e4d8ae0b423adbc10b44b67c6243df75b166115eb7636624c467a1c');
INSERT INTO "event" VALUES(22,1800000000000,'system','run.started','ticket:1','{"attempt":1,"employee":"ada","number":1,"run":1}','d7af5f0768bb0f8c36b98b852f7bff3cbe30e755b92b6ee319a5e127af08048d');
INSERT INTO "event" VALUES(23,1800000000000,'ada','ticket.moved','ticket:1','{"new":"in_progress","number":1,"old":"open","reason":""}','1e05a944dff67a9979f6f1ee49fa8e2efdb9cbbf913bac89058a8c4e51e224d8');
INSERT INTO "event" VALUES(24,1800000000000,'ada','message.posted','ticket:1','{"author":"ada","kind":"comment","mentions":[],"message":2,"number":1}','07a7a4c2860da59d1aca50be3b26872c9d892571e1514f6d27736fef620d22b1');
INSERT INTO "event" VALUES(25,1800000000000,'ada','message.posted','ticket:1','{"author":"ada","kind":"done","mentions":[],"message":3,"number":1}','bf9fab83c2b95f1b7e37e054a782835d1debd0e78e0f1c77002b2bc0829b1fe1');
INSERT INTO "event" VALUES(26,1800000000000,'ada','ticket.moved','ticket:1','{"new":"done","number":1,"old":"in_progress","reason":"Done (scripted)"}','b7e5969e6e7006c1ec3b417bf1dd9c829b2177985ccac7d41b6f2d94c65002cd');
INSERT INTO "event" VALUES(27,1800000000000,'ada','wake.queued','ticket:2','{"cause":"ready","employee":"ben","hop":0,"number":2,"wake":6}','6fa0e2f74879dd851b38c75d4aedf02b7e6ff0fbd2829cb036e424c51f848afb');
INSERT INTO "event" VALUES(28,1800000000000,'ada','run.finished','ticket:1','{"employee":"ada","number":1,"outcome":"finished","run":1}','f3df78348031e5376bc8afe5b5295b7aca3847d3071b8a9379f9520459418a68');
INSERT INTO "event" VALUES(29,1800000000000,'system','run.started','ticket:5','{"attempt":1,"employee":"ben","number":5,"run":2}','d53d7c12f905f0e7d0321f5bddc67c1f693ceee81b2910e020711d31c5e164fb');
INSERT INTO "event" VALUES(30,1800000000000,'ben','ticket.moved','ticket:5','{"new":"in_progress","number":5,"old":"open","reason":""}','c6fe8ca8db58855bfcd0f67177a2df11f20422cc339186fcfcd4d650fdba9ff1');
INSERT INTO "event" VALUES(31,1800000000000,'ben','message.posted','ticket:5','{"author":"ben","kind":"comment","mentions":[],"message":4,"number":5}','579806d4762bb7d939f81aacea5c1784a83151cf6627b7c271925daf114154da');
INSERT INTO "event" VALUES(32,1800000000000,'ben','message.posted','ticket:5','{"author":"ben","kind":"done","mentions":[],"message":5,"number":5}','bdf9a7b3780e12c5e67d9e98af50e1f245d3d8cb8b645fb538476323fd745acd');
INSERT INTO "event" VALUES(33,1800000000000,'ben','ticket.moved','ticket:5','{"new":"done","number":5,"old":"in_progress","reason":"Done (scripted)"}','6e5e004275438cf0369b247cbdca68f987250d7c468ca4543261c500cd6cdebe');
INSERT INTO "event" VALUES(34,1800000000000,'ben','run.finished','ticket:5','{"employee":"ben","number":5,"outcome":"finished","run":2}','63ecd62a2249f4c33021c952c642a8ecfb7523d57ef01552e8825dd603f59e6e');
INSERT INTO "event" VALUES(35,1800000000000,'system','worker.stopped','worker:0ee1518514d5','{"worker":"0ee1518514d5"}','41f5a7c8a070aee906c64112ba749af151fffb2a54466297e2ace95b5ccb6220');
INSERT INTO "event" VALUES(36,1800000000000,'operator','budget.set','budget:1','{"approve_above_micros":null,"limit_micros":5000000,"old":null,"period":"total","scope":"company","subject":"","warn_percent":80}','bade89a7f33782227494f4f761e262917b91450601ff60e8b67b3b1a625ca093');
INSERT INTO "event" VALUES(37,1800000000000,'operator','meeting.scheduled','series:1','{"series":1,"title":"Standup","when":"mon, thu at 09:00 UTC"}','3800506f785709c6ce858f311ecde09c8a5aee630e21d4e7f67b94244a988d4f');
INSERT INTO "event" VALUES(38,1800000000000,'operator','message.posted','ticket:4','{"author":"operator","kind":"comment","mentions":["ada"],"message":6,"number":4}','c65cdad1de649f6f27812ce6dfcf544c26ab5683b71bb1ae1b7aab9076b4c982');
CREATE TABLE handed_artifact (
	id INTEGER NOT NULL, 
	handoff_id INTEGER NOT NULL, 
	artifact_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (handoff_id, artifact_id), 
	FOREIGN KEY(handoff_id) REFERENCES handoff (id), 
	FOREIGN KEY(artifact_id) REFERENCES artifact (id)
);
CREATE TABLE handoff (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	to_item_id INTEGER, 
	note VARCHAR NOT NULL, 
	next_action VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (decision_id), 
	FOREIGN KEY(decision_id) REFERENCES decision (id), 
	FOREIGN KEY(to_item_id) REFERENCES work_item (id)
);
CREATE TABLE live_text (
	run_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (run_id), 
	FOREIGN KEY(run_id) REFERENCES run (id)
);
CREATE TABLE meeting (
	item_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	speaking VARCHAR NOT NULL, 
	agenda JSON NOT NULL, 
	quorum INTEGER NOT NULL, 
	rounds INTEGER NOT NULL, 
	most_turns INTEGER NOT NULL, 
	due_at_ms INTEGER NOT NULL, 
	gathered_at_ms INTEGER, 
	started_at_ms INTEGER, 
	series_id INTEGER, 
	PRIMARY KEY (item_id), 
	CHECK (kind IN ('meeting', 'standup', 'all-hands', 'integration', 'design-review', 'retrospective')), 
	CHECK (speaking IN ('round-robin', 'chair')), 
	UNIQUE (series_id, due_at_ms), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(series_id) REFERENCES meeting_series (id)
);
CREATE TABLE meeting_series (
	id INTEGER NOT NULL, 
	days JSON NOT NULL, 
	minute INTEGER NOT NULL, 
	calling JSON NOT NULL, 
	since_ms INTEGER NOT NULL, 
	stopped_at_ms INTEGER, 
	PRIMARY KEY (id), 
	CHECK (minute >= 0 AND minute < 1440)
);
INSERT INTO "meeting_series" VALUES(1,'[0, 3]',540,'{"title": "Standup", "kind": "standup", "attendees": ["ada", "ben"], "chair": null, "agenda": [], "description": "", "speaking": "", "quorum": null, "rounds": null, "most_turns": null, "budget_micros": null}',1800000000000,NULL);
CREATE TABLE message (
	id INTEGER NOT NULL, 
	thread_id INTEGER NOT NULL, 
	author VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	mentions JSON NOT NULL, 
	run_id INTEGER, 
	call_no INTEGER, 
	origin INTEGER, 
	brain VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (run_id, call_no), 
	FOREIGN KEY(thread_id) REFERENCES thread (id), 
	FOREIGN KEY(run_id) REFERENCES run (id)
);
INSERT INTO "message" VALUES(1,1,'operator','attachment','notes.md','{"name": "notes.md", "kind": "text", "version": 1, "bytes": 22}','[]',NULL,NULL,NULL,'',1800000000000);
INSERT INTO "message" VALUES(2,1,'ada','comment','(scripted) I worked on ''Ticket 1''; there is no script for this ticket.','{}','[]',1,1,NULL,'scripted',1800000000000);
INSERT INTO "message" VALUES(3,1,'ada','done','Done (scripted)','{}','[]',1,2,NULL,'scripted',1800000000000);
INSERT INTO "message" VALUES(4,5,'ben','comment','(scripted) I worked on ''Ticket 5''; there is no script for this ticket.','{}','[]',2,1,NULL,'scripted',1800000000000);
INSERT INTO "message" VALUES(5,5,'ben','done','Done (scripted)','{}','[]',2,2,NULL,'scripted',1800000000000);
INSERT INTO "message" VALUES(6,4,'operator','comment','How far is it, @ada?','{}','["ada"]',NULL,NULL,NULL,'',1800000000000);
CREATE TABLE model_call (
	id INTEGER NOT NULL, 
	run_id INTEGER, 
	item_id INTEGER, 
	employee_id INTEGER, 
	question_id INTEGER, 
	brain VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	priced BOOLEAN NOT NULL, 
	reserved_micros INTEGER NOT NULL, 
	cost_micros INTEGER NOT NULL, 
	input_tokens INTEGER NOT NULL, 
	output_tokens INTEGER NOT NULL, 
	cache_write_tokens INTEGER NOT NULL, 
	cache_write_hour_tokens INTEGER NOT NULL, 
	cache_read_tokens INTEGER NOT NULL, 
	stop_reason VARCHAR NOT NULL, 
	error VARCHAR NOT NULL, 
	approval_id INTEGER, 
	started_at_ms INTEGER NOT NULL, 
	ended_at_ms INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES run (id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(question_id) REFERENCES question (id), 
	FOREIGN KEY(approval_id) REFERENCES decision (id)
);
CREATE TABLE participant (
	id INTEGER NOT NULL, 
	thread_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	raci VARCHAR NOT NULL, 
	added_by VARCHAR NOT NULL, 
	joined_at_ms INTEGER NOT NULL, 
	left_at_ms INTEGER, 
	muted BOOLEAN NOT NULL, 
	seen_message_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (thread_id, employee_id), 
	CHECK (raci IN ('responsible', 'accountable', 'consulted', 'informed')), 
	FOREIGN KEY(thread_id) REFERENCES thread (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "participant" VALUES(1,1,1,'responsible','operator',1800000000000,NULL,0,1);
INSERT INTO "participant" VALUES(2,2,2,'responsible','operator',1800000000000,NULL,0,0);
INSERT INTO "participant" VALUES(3,3,3,'responsible','operator',1800000000000,NULL,0,0);
INSERT INTO "participant" VALUES(4,4,1,'responsible','operator',1800000000000,NULL,0,0);
INSERT INTO "participant" VALUES(5,5,2,'responsible','operator',1800000000000,NULL,0,0);
CREATE TABLE position (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	who VARCHAR NOT NULL, 
	stance VARCHAR NOT NULL, 
	pro VARCHAR NOT NULL, 
	con VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (decision_id, who), 
	FOREIGN KEY(decision_id) REFERENCES decision (id)
);
CREATE TABLE question (
	id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	asked_at_ms INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	worker_id VARCHAR NOT NULL, 
	attempt INTEGER NOT NULL, 
	brain VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	steps JSON NOT NULL, 
	answer VARCHAR NOT NULL, 
	error VARCHAR NOT NULL, 
	answered_at_ms INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE run (
	id INTEGER NOT NULL, 
	wake_id INTEGER NOT NULL, 
	thread_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	worker_id VARCHAR NOT NULL, 
	token INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	hop INTEGER NOT NULL, 
	brain VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	started_at_ms INTEGER NOT NULL, 
	ended_at_ms INTEGER, 
	outcome VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	seen_message_id INTEGER NOT NULL, 
	model_calls INTEGER NOT NULL, 
	cost_micros INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(wake_id) REFERENCES wake (id), 
	FOREIGN KEY(thread_id) REFERENCES thread (id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "run" VALUES(1,1,1,1,1,'0ee1518514d5',1,1,0,'scripted','',1800000000000,1800000000000,'finished','',0,0,0);
INSERT INTO "run" VALUES(2,5,5,5,2,'0ee1518514d5',1,1,0,'scripted','',1800000000000,1800000000000,'finished','',0,0,0);
CREATE TABLE script_line (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	"by" VARCHAR NOT NULL, 
	tool VARCHAR NOT NULL, 
	arguments JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (item_id, no), 
	FOREIGN KEY(item_id) REFERENCES work_item (id)
);
CREATE TABLE thread (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	reset_seq INTEGER NOT NULL, 
	fresh_run_id INTEGER NOT NULL, 
	operator_since_ms INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (item_id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id)
);
INSERT INTO "thread" VALUES(1,1,'ticket',10,1,NULL);
INSERT INTO "thread" VALUES(2,2,'ticket',27,0,NULL);
INSERT INTO "thread" VALUES(3,3,'ticket',12,0,NULL);
INSERT INTO "thread" VALUES(4,4,'ticket',38,0,NULL);
INSERT INTO "thread" VALUES(5,5,'ticket',14,2,NULL);
CREATE TABLE wake (
	id INTEGER NOT NULL, 
	thread_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	cause VARCHAR NOT NULL, 
	hop INTEGER NOT NULL, 
	queued_seq INTEGER NOT NULL, 
	queued_at_ms INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	due_at_ms INTEGER NOT NULL, 
	token INTEGER NOT NULL, 
	worker_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(thread_id) REFERENCES thread (id), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id)
);
INSERT INTO "wake" VALUES(1,1,1,1,'done','ready',0,10,1800000000000,1,0,1,'0ee1518514d5');
INSERT INTO "wake" VALUES(2,2,2,2,'dropped','ready',0,11,1800000000000,0,0,0,'');
INSERT INTO "wake" VALUES(3,3,3,3,'dropped','ready',0,12,1800000000000,0,0,0,'');
INSERT INTO "wake" VALUES(4,4,4,1,'pending','ready',0,13,1800000000000,0,0,0,'');
INSERT INTO "wake" VALUES(5,5,5,2,'done','ready',0,14,1800000000000,1,0,1,'0ee1518514d5');
INSERT INTO "wake" VALUES(6,2,2,2,'pending','ready',0,27,1800000000000,0,0,0,'');
CREATE TABLE work_item (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	number INTEGER, 
	"key" VARCHAR, 
	parent_id INTEGER, 
	title VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	acceptance JSON NOT NULL, 
	labels JSON NOT NULL, 
	phase VARCHAR NOT NULL, 
	priority VARCHAR NOT NULL, 
	estimate FLOAT NOT NULL, 
	state VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	assignee_id INTEGER, 
	private BOOLEAN NOT NULL, 
	spec JSON NOT NULL, 
	weeks INTEGER, 
	due_at_ms INTEGER, 
	filed_at_ms INTEGER NOT NULL, 
	moved_at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (state IN ('draft', 'open', 'in_progress', 'in_review', 'on_hold', 'done', 'failed', 'skipped', 'cancelled')), 
	CHECK (kind IN ('goal', 'project', 'workstream', 'ticket', 'step', 'gate', 'meeting', 'chat')), 
	CHECK (priority IN ('low', 'medium', 'high', 'critical')), 
	CHECK (estimate > 0), 
	UNIQUE (number), 
	UNIQUE ("key"), 
	FOREIGN KEY(parent_id) REFERENCES work_item (id), 
	FOREIGN KEY(assignee_id) REFERENCES employee (id)
);
INSERT INTO "work_item" VALUES(1,'ticket',1,NULL,NULL,'Ticket 1','','[]','[]','','medium',1.0,'done','Done (scripted)',1,0,'{}',NULL,NULL,1800000000000,1800000000000);
INSERT INTO "work_item" VALUES(2,'ticket',2,NULL,NULL,'Ticket 2','','[]','[]','','medium',1.0,'open','',2,0,'{}',NULL,NULL,1800000000000,1800000000000);
INSERT INTO "work_item" VALUES(3,'ticket',3,NULL,NULL,'Ticket 3','','[]','[]','','medium',1.0,'open','',3,0,'{}',NULL,NULL,1800000000000,1800000000000);
INSERT INTO "work_item" VALUES(4,'ticket',4,NULL,NULL,'Ticket 4','','[]','[]','','medium',1.0,'open','',1,0,'{}',NULL,NULL,1800000000000,1800000000000);
INSERT INTO "work_item" VALUES(5,'ticket',5,NULL,NULL,'Ticket 5','','[]','[]','','medium',1.0,'done','Done (scripted)',2,0,'{}',NULL,NULL,1800000000000,1800000000000);
CREATE TABLE worker (
	id VARCHAR NOT NULL, 
	pid INTEGER NOT NULL, 
	slots INTEGER NOT NULL, 
	pace FLOAT NOT NULL, 
	started_at_ms INTEGER NOT NULL, 
	stopped_at_ms INTEGER, 
	PRIMARY KEY (id)
);
INSERT INTO "worker" VALUES('0ee1518514d5',31563,1,0.0,1800000000000,1800000000000);
CREATE INDEX event_subject ON event (subject, seq);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE INDEX question_state ON question (state, id);
CREATE INDEX work_item_parent ON work_item (kind, parent_id, state, moved_at_ms);
CREATE INDEX work_item_assignee ON work_item (assignee_id, state, kind);
CREATE INDEX work_item_state ON work_item (kind, state, moved_at_ms);
CREATE INDEX dependency_blocked ON dependency (blocked_id, hard, blocker_id);
CREATE INDEX decision_state ON decision (state);
CREATE INDEX decision_item ON decision (item_id, state);
CREATE INDEX participant_employee ON participant (employee_id);
CREATE INDEX handoff_to ON handoff (to_item_id);
CREATE UNIQUE INDEX wake_one_pending ON wake (employee_id, thread_id) WHERE state = 'pending';
CREATE UNIQUE INDEX wake_one_claimed ON wake (employee_id, thread_id) WHERE state = 'claimed';
CREATE INDEX wake_state ON wake (state, id);
CREATE INDEX wake_thread ON wake (thread_id, state);
CREATE INDEX run_item ON run (item_id, id);
CREATE UNIQUE INDEX run_live_employee ON run (employee_id) WHERE ended_at_ms IS NULL;
CREATE INDEX run_ended ON run (ended_at_ms, model_calls, cost_micros);
CREATE UNIQUE INDEX run_live_thread ON run (thread_id) WHERE ended_at_ms IS NULL;
CREATE INDEX run_employee_ended ON run (employee_id, ended_at_ms);
CREATE INDEX message_thread ON message (thread_id, id);
CREATE INDEX model_call_run ON model_call (run_id);
CREATE INDEX model_call_state ON model_call (state);
CREATE INDEX model_call_question ON model_call (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX model_call_started ON model_call (started_at_ms);
CREATE INDEX model_call_ended ON model_call (ended_at_ms, cost_micros);
CREATE INDEX call_item_at ON call (item_id, at_ms);
CREATE INDEX artifact_type ON artifact (type, status);
CREATE INDEX charge_budget ON charge (budget_id);
CREATE INDEX handed_artifact_id ON handed_artifact (artifact_id);
COMMIT;
