BEGIN TRANSACTION;
CREATE TABLE artifact (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	producer VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (item_id, name, version), 
	FOREIGN KEY(item_id) REFERENCES work_item (id), 
	FOREIGN KEY(message_id) REFERENCES message (id)
);
CREATE TABLE budget (
	id INTEGER NOT NULL, 
	scope VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	limit_micros INTEGER NOT NULL, 
	warn_percent INTEGER NOT NULL, 
	spent_micros INTEGER NOT NULL, 
	reserved_micros INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (scope, subject), 
	CHECK (limit_micros >= 0 AND spent_micros >= 0 AND reserved_micros >= 0), 
	CHECK (spent_micros + reserved_micros <= limit_micros)
);
INSERT INTO "budget" VALUES(1,'company','',5000000,80,0,0);
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
INSERT INTO "call" VALUES(1,1,1,2,'comment','{"text": "One page and one promise. Mine would be that we fold a boat from any sheet you send us.", "mentions": []}',1,'Posted.',1,1795730756026);
INSERT INTO "call" VALUES(2,1,2,2,'ask','{"question": "Can you say that in a headline people remember?", "to": "cleo", "blocking": false}',1,'Asked @cleo.',2,1795730756026);
INSERT INTO "call" VALUES(3,2,1,2,'pass','{"reason": "It is not my turn to speak."}',1,'Passed.',NULL,1795730756090);
INSERT INTO "call" VALUES(4,3,1,2,'answer','{"text": "How about \"Send us a sheet, get back a boat\"? I could live with that for years."}',1,'Answered.',3,1795730756107);
INSERT INTO "call" VALUES(5,4,1,2,'decide','{"subject": "Headline", "outcome": "Send us a sheet, get back a boat.", "rationale": "It is the whole offer in eight words.", "deferred_to": null}',1,'Recorded.',4,1795730756147);
INSERT INTO "call" VALUES(6,4,2,2,'finish','{"resolution": "Promise and headline are settled. Ben and Cleo can start."}',1,'Done.',5,1795730756147);
INSERT INTO "call" VALUES(7,5,1,3,'comment','{"text": "(scripted) I worked on ''Build the page''; there is no script for this ticket."}',1,'Posted.',NULL,1795730756194);
INSERT INTO "call" VALUES(8,5,2,3,'finish','{"resolution": "Done (scripted)"}',1,'Done.',NULL,1795730756194);
INSERT INTO "call" VALUES(9,6,1,4,'comment','{"text": "(scripted) I worked on ''Write the words''; there is no script for this ticket."}',1,'Posted.',NULL,1795730756194);
INSERT INTO "call" VALUES(10,6,2,4,'finish','{"resolution": "Done (scripted)"}',1,'Done.',NULL,1795730756194);
INSERT INTO "call" VALUES(11,7,1,5,'check','{"name": "before we publish", "results": {"Page loads in under 1 s": "pass", "Headline is the agreed one": "pass"}, "note": ""}',1,'2 passed, 0 failed.',1,1795730756234);
INSERT INTO "call" VALUES(12,7,2,5,'request_review','{"text": "The words from #3 are on the page from #2. Ready when you are."}',1,'In review.',2,1795730756234);
INSERT INTO "call" VALUES(13,8,1,5,'finish','{"resolution": "It floats. Published."}',1,'Done.',3,1795730756245);
CREATE TABLE company (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	unblock_wakes VARCHAR NOT NULL, 
	channels VARCHAR NOT NULL, 
	paused VARCHAR NOT NULL, 
	graph_version INTEGER NOT NULL, 
	founded_at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (id = 1)
);
INSERT INTO "company" VALUES(1,'Paper Boat','participants','open','',5,1795730746876);
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
INSERT INTO "decision" VALUES(1,2,'question','Can you say that in a headline people remember?','[]','{"message": 2}',0,'ada','cleo','decided','How about "Send us a sheet, get back a boat"? I could live with that for years.','','cleo',1795730756026,1795730756107);
INSERT INTO "decision" VALUES(2,2,'decision','Headline','[]','{"deferred_to": null}',0,'ada','ada','decided','Send us a sheet, get back a boat.','It is the whole offer in eight words.','ada',1795730756147,1795730756147);
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
INSERT INTO "department" VALUES(1,'studio','Studio','delivery',1);
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
INSERT INTO "dependency" VALUES(1,2,3,'technical',1,0,'explicit');
INSERT INTO "dependency" VALUES(2,2,4,'technical',1,0,'explicit');
INSERT INTO "dependency" VALUES(3,3,5,'technical',1,0,'explicit');
INSERT INTO "dependency" VALUES(4,4,5,'data',1,0,'explicit');
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
INSERT INTO "employee" VALUES(1,'ada','Ada','tech-lead','Tech Lead',1,NULL,'scripted','','',1795730746876,NULL);
INSERT INTO "employee" VALUES(2,'ben','Ben','backend-engineer','Engineer',1,1,'scripted','','',1795730746876,NULL);
INSERT INTO "employee" VALUES(3,'cleo','Cleo','technical-writer','Writer',1,1,'scripted','','',1795730746876,NULL);
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
INSERT INTO "event" VALUES(1,1795730746876,'operator','company.founded','company','{"name":"Paper Boat"}','a8df213244335b22f9ddaed85e4daa5817d85f4a89f2a38fc2c8a58c9496b69e');
INSERT INTO "event" VALUES(2,1795730746876,'operator','employee.hired','employee:ada','{"employee":"ada","role":"tech-lead"}','a609d2259a6dae69ef7c1b0cefc4405ff52ea1097fade20e5bb96088fc231349');
INSERT INTO "event" VALUES(3,1795730746876,'operator','employee.hired','employee:ben','{"employee":"ben","role":"backend-engineer"}','1a44418a4c23fb2b2f4dcad6bbd45b87386485388c1bfc99477666e943b8e4b5');
INSERT INTO "event" VALUES(4,1795730746876,'operator','employee.hired','employee:cleo','{"employee":"cleo","role":"technical-writer"}','adec9118da3122c9a0270b448812592bea10908ffd20a4b0d809643a4615d0d3');
INSERT INTO "event" VALUES(5,1795730746876,'operator','project.opened','project:site','{"key":"site","lead":"ada","title":"First website"}','9a0fd2bda2849c988fae6967d87ba98a61895f070042bac7783473a2660e73ee');
INSERT INTO "event" VALUES(6,1795730746876,'operator','ticket.filed','ticket:1','{"assignee":"ada","number":1,"participants":{"ada":"R","ben":"C","cleo":"C"},"title":"Agree what the site says"}','114c2cc3eb1a02b72d6ad28650887081357ad9bbe82ad02a831f28abe1e7575c');
INSERT INTO "event" VALUES(7,1795730746876,'operator','ticket.filed','ticket:2','{"assignee":"ben","number":2,"participants":{"ada":"A","ben":"R"},"title":"Build the page"}','0d1ec269c110d38199d87e34855db6249f5d2ab214a8fc5fa79489c6356a66eb');
INSERT INTO "event" VALUES(8,1795730746876,'operator','ticket.filed','ticket:3','{"assignee":"cleo","number":3,"participants":{"ada":"A","ben":"I","cleo":"R"},"title":"Write the words"}','91efba0a2a31d1edac4a9d364fb25018e2fbdf9977aeae1c03116043113e666a');
INSERT INTO "event" VALUES(9,1795730746876,'operator','ticket.filed','ticket:4','{"assignee":"ben","number":4,"participants":{"ada":"A","ben":"R","cleo":"I"},"title":"Publish"}','b144ab34e6cd848765741b249b3d25a03d19fdec7e88948d879f4aba807fa43b');
INSERT INTO "event" VALUES(10,1795730746876,'operator','ticket.linked','ticket:2','{"blocked":2,"blocker":1,"dependency":"technical","hard":true,"number":2}','1fa4f4b7342a57a3e0577412778d571d5f7453ee9fc7c4186960b9a44d7603dc');
INSERT INTO "event" VALUES(11,1795730746876,'operator','ticket.linked','ticket:3','{"blocked":3,"blocker":1,"dependency":"technical","hard":true,"number":3}','ce0e1c2185eea87e71907bd128d93a214ef24d9098102884a7a2df6169d5d471');
INSERT INTO "event" VALUES(12,1795730746876,'operator','ticket.linked','ticket:4','{"blocked":4,"blocker":2,"dependency":"technical","hard":true,"number":4}','62760aedf87ebf53fd35467a0bb1d4640c3f4b1285e098ba4cb7f9f8fbaa014e');
INSERT INTO "event" VALUES(13,1795730746876,'operator','ticket.linked','ticket:4','{"blocked":4,"blocker":3,"dependency":"data","hard":true,"number":4}','5b40f21d0336ef6542bb129e20ba8c0b2ee76891ff19ebd2a844882518ecd926');
INSERT INTO "event" VALUES(14,1795730746876,'operator','budget.set','budget:company','{"limit_micros":5000000,"scope":"company","subject":"","warn_percent":80}','67dc18d5acf18efe1238c569789b1e884f5a56aab06c0efe9d2e5d329eb1f30b');
INSERT INTO "event" VALUES(15,1795730746876,'operator','wake.queued','ticket:1','{"cause":"ready","employee":"ada","hop":0,"number":1,"wake":1}','24a147ec8fa194a44c54d11fe61aff44f168651983eb98afa0099616f777cb28');
INSERT INTO "event" VALUES(16,1795730746876,'operator','wake.queued','ticket:1','{"cause":"ready","employee":"ben","hop":0,"number":1,"wake":2}','eb5429f396b341a77849e227dc37a8fcb52654e881e74c59888eba72c5f74c11');
INSERT INTO "event" VALUES(17,1795730746876,'operator','wake.queued','ticket:1','{"cause":"ready","employee":"cleo","hop":0,"number":1,"wake":3}','97b179785aef16ce5e060ea28f3a2c9b525cd60f10d1ac9abebd3dee11c129ae');
INSERT INTO "event" VALUES(18,1795730755820,'system','worker.started','worker:b1b084ef7ba3','{"slots":32,"worker":"b1b084ef7ba3"}','e0c653f1426068b343faea7a5e925a348006fb5307460ecdcf40a18305a11feb');
INSERT INTO "event" VALUES(19,1795730755938,'system','run.started','ticket:1','{"attempt":1,"employee":"ada","number":1,"run":1}','a06cbb43a678d0791125da4e4a7d3587f1fe40431205d73dde988059978ad761');
INSERT INTO "event" VALUES(20,1795730755938,'ada','ticket.moved','ticket:1','{"new":"in_progress","number":1,"old":"open","reason":""}','61e19e367dcfbba49e3b9babab1476821d6f5e5c0f07d9fc69587ee9d361f515');
INSERT INTO "event" VALUES(21,1795730756026,'ada','message.posted','ticket:1','{"author":"ada","kind":"comment","mentions":[],"message":1,"number":1}','129ee28489b02690d0d735e2a3f17d4275a8b09fcf037beef359f2427cd478ed');
INSERT INTO "event" VALUES(22,1795730756026,'ada','message.posted','ticket:1','{"author":"ada","kind":"question","mentions":["cleo"],"message":2,"number":1}','7c53e0956f65312e84a216c2bd0bab5b4e4d412fd0433289c551ad6206d58046');
INSERT INTO "event" VALUES(23,1795730756026,'ada','decision.opened','ticket:1','{"about":"question","asked_of":"cleo","decision":1,"number":1,"subject":"Can you say that in a headline people remember?"}','90679eff24ade6cce3720e10977e7a33ca9100f662a4312d030e178b1a82a397');
INSERT INTO "event" VALUES(24,1795730756026,'ada','run.finished','ticket:1','{"employee":"ada","number":1,"outcome":"finished","run":1}','64f7c3d7ea83d7812019bb931e44bf44ec9fe226a8f6cb39cc15612c1dd941a0');
INSERT INTO "event" VALUES(25,1795730756026,'system','run.started','ticket:1','{"attempt":1,"employee":"ben","number":1,"run":2}','843bcc2dacb3d735a64ecc6c10bb8423a8408f3d33a7b4e18b0476c666c6ee0e');
INSERT INTO "event" VALUES(26,1795730756090,'ben','run.finished','ticket:1','{"employee":"ben","number":1,"outcome":"passed","run":2}','e8e0e16eb8e92f7716fe0a2dfacfe03a243774075161e880fc539c4087679437');
INSERT INTO "event" VALUES(27,1795730756090,'system','run.started','ticket:1','{"attempt":1,"employee":"cleo","number":1,"run":3}','c28053a024a0e224e1efbd322cffb70d64bef3175b347c93213a0d98668aaba2');
INSERT INTO "event" VALUES(28,1795730756107,'cleo','message.posted','ticket:1','{"author":"cleo","kind":"answer","mentions":["ada"],"message":3,"number":1}','394cf76a03feb1a8df7ae67b035724a69744f82efad09732001057ee063e01d5');
INSERT INTO "event" VALUES(29,1795730756107,'cleo','decision.decided','ticket:1','{"decision":1,"number":1,"outcome":"How about \"Send us a sheet, get back a boat\"? I could live with that for years.","rationale":""}','77f92e7cda71d4fa6fa2cc857e42eef04ccd5377bfe6a2ff7fb77812c6abf9b0');
INSERT INTO "event" VALUES(30,1795730756107,'cleo','wake.queued','ticket:1','{"cause":"answered","employee":"ada","hop":1,"number":1,"wake":4}','337c1af2db8fe1a81fe0fb6f52fc50f81be6f73714dd8584d5ae2394c7d77508');
INSERT INTO "event" VALUES(31,1795730756107,'cleo','run.finished','ticket:1','{"employee":"cleo","number":1,"outcome":"finished","run":3}','8241748694869adfed52257f9af65ab2f6bd40b8f00e99e9c0c5eeca4b537c61');
INSERT INTO "event" VALUES(32,1795730756132,'system','run.started','ticket:1','{"attempt":1,"employee":"ada","number":1,"run":4}','bcfcf30fa2de5d5bfdecd5dd1f3818a2ed5061dc817114dc462ae215f004abf7');
INSERT INTO "event" VALUES(33,1795730756147,'ada','message.posted','ticket:1','{"author":"ada","kind":"decision","mentions":[],"message":4,"number":1}','908a29744a1812a99a5fb22f6d6b47707b15dac261e7c4a8cf5c3a82606ff44e');
INSERT INTO "event" VALUES(34,1795730756147,'ada','decision.decided','ticket:1','{"decision":2,"number":1,"outcome":"Send us a sheet, get back a boat.","rationale":"It is the whole offer in eight words."}','c65b7dc4793e55f66bfa57c1d3e8da341e498d6ee8e9b0b53376d73e2bc17120');
INSERT INTO "event" VALUES(35,1795730756147,'ada','message.posted','ticket:1','{"author":"ada","kind":"done","mentions":[],"message":5,"number":1}','5b7e9d3be274e6787d115d5975cd6845438c01ed5ebef9ee5b4ec99784176d8c');
INSERT INTO "event" VALUES(36,1795730756147,'ada','ticket.moved','ticket:1','{"new":"done","number":1,"old":"in_progress","reason":"Promise and headline are settled. Ben and Cleo can start."}','8038b45bd5e2adea47c363262a3c11e4de0e48e00948af6cac3cfa83b36a7970');
INSERT INTO "event" VALUES(37,1795730756147,'ada','wake.queued','ticket:2','{"cause":"ready","employee":"ben","hop":0,"number":2,"wake":5}','3630651886ce64de1e2bb401fadff6a6a5197eb683d284d54418c67118b958a8');
INSERT INTO "event" VALUES(38,1795730756147,'ada','wake.queued','ticket:2','{"cause":"ready","employee":"ada","hop":0,"number":2,"wake":6}','5eaf5690c2228e260ec6bed0f948e5f9fc7c9fe2cba9b48760390776786536b9');
INSERT INTO "event" VALUES(39,1795730756147,'ada','wake.queued','ticket:3','{"cause":"ready","employee":"cleo","hop":0,"number":3,"wake":7}','d2861fef7546270e307361355de7a68e6fc6ccbd9d0579eaf6261f70a2180eb5');
INSERT INTO "event" VALUES(40,1795730756147,'ada','wake.queued','ticket:3','{"cause":"ready","employee":"ada","hop":0,"number":3,"wake":8}','2f08b82e4e8a770defee88d8a205dd98c039ddf084c1572462528b50e1b05a8a');
INSERT INTO "event" VALUES(41,1795730756147,'ada','run.finished','ticket:1','{"employee":"ada","number":1,"outcome":"finished","run":4}','b7ec07c4f319547522b446410ba1ea423f38b0683b660dade2be44fc8788a185');
INSERT INTO "event" VALUES(42,1795730756171,'system','run.started','ticket:2','{"attempt":1,"employee":"ben","number":2,"run":5}','e7a37d06fb9798d4d8a77f59a7101d92d7a687362454b4f2b7f4e0563a4c7347');
INSERT INTO "event" VALUES(43,1795730756171,'ben','ticket.moved','ticket:2','{"new":"in_progress","number":2,"old":"open","reason":""}','5fb8254235d1338b13590237f20adf87d7f13f4e35114fb38444c4de072e9bfa');
INSERT INTO "event" VALUES(44,1795730756171,'system','run.started','ticket:3','{"attempt":1,"employee":"cleo","number":3,"run":6}','17941375c491f401ebf60e884416edd1e212b1f207650baba5535d589fa9a5e7');
INSERT INTO "event" VALUES(45,1795730756171,'cleo','ticket.moved','ticket:3','{"new":"in_progress","number":3,"old":"open","reason":""}','eab0c15379393f8071a36e12a0e4662d4b9294a75a9df6989729551153a7dee8');
INSERT INTO "event" VALUES(46,1795730756194,'ben','message.posted','ticket:2','{"author":"ben","kind":"comment","mentions":[],"message":6,"number":2}','b9e1208c7f67331b35eca9dcf90eeb93288fa41d5ff8e10f2668e02ea5e34c06');
INSERT INTO "event" VALUES(47,1795730756194,'ben','message.posted','ticket:2','{"author":"ben","kind":"done","mentions":[],"message":7,"number":2}','6ac8ba42766013a76cf66981d37ac44e70f6585e4ab41c59c0735c21d772c1b3');
INSERT INTO "event" VALUES(48,1795730756194,'ben','ticket.moved','ticket:2','{"new":"done","number":2,"old":"in_progress","reason":"Done (scripted)"}','5b00b7fc501575914ea08eda5239ec3ef76badf1b0185c5fb35a4d3d65ead813');
INSERT INTO "event" VALUES(49,1795730756194,'ben','wake.dropped','ticket:2','{"employee":"ada","number":2,"reason":"#2 is done","wake":6}','c85e4dc55f8c8fdb0abac045648acb4d126d9c0a481bc1d7e36647b3a98968e6');
INSERT INTO "event" VALUES(50,1795730756194,'ben','run.finished','ticket:2','{"employee":"ben","number":2,"outcome":"finished","run":5}','ed2a99c5676986355044260f6b804775ce08678f2b7083a8074f84241ea09415');
INSERT INTO "event" VALUES(51,1795730756194,'cleo','message.posted','ticket:3','{"author":"cleo","kind":"comment","mentions":[],"message":8,"number":3}','c102fb36cde9d7aaf9597044e8e7f49e686ee3fe32dbc3a8124cf7aadc5fc84c');
INSERT INTO "event" VALUES(52,1795730756194,'cleo','message.posted','ticket:3','{"author":"cleo","kind":"done","mentions":[],"message":9,"number":3}','08fd0fffb277738ae9428a0c738ce623b1d5ddce51ae74c1cd3b6f662a38331a');
INSERT INTO "event" VALUES(53,1795730756194,'cleo','ticket.moved','ticket:3','{"new":"done","number":3,"old":"in_progress","reason":"Done (scripted)"}','4bdaa95cd58bee9112ab8d9312f4f15fc141bfdddb30805b3493b076206605ba');
INSERT INTO "event" VALUES(54,1795730756194,'cleo','wake.dropped','ticket:3','{"employee":"ada","number":3,"reason":"#3 is done","wake":8}','decac1384c58767c3a64d0084fad444b8a4616fa55126d292fb621f50639290f');
INSERT INTO "event" VALUES(55,1795730756194,'cleo','wake.queued','ticket:4','{"cause":"ready","employee":"ben","hop":0,"number":4,"wake":9}','517cd4b8365e2881d284859d4ab76097833da5d6b131131cb00c8b2065caeff9');
INSERT INTO "event" VALUES(56,1795730756194,'cleo','wake.queued','ticket:4','{"cause":"ready","employee":"ada","hop":0,"number":4,"wake":10}','cde422a9764866587f71b98e260d3faab2010477a9406799a0d6bf9d4ed251e9');
INSERT INTO "event" VALUES(57,1795730756194,'cleo','run.finished','ticket:3','{"employee":"cleo","number":3,"outcome":"finished","run":6}','4162f20c8310b7d26fe2d93dfe4318c716998504651b4366f7c014bbfea2c818');
INSERT INTO "event" VALUES(58,1795730756219,'system','run.started','ticket:4','{"attempt":1,"employee":"ben","number":4,"run":7}','ac08afb8908d4b9472c70046fe651ffd2ec18649bb3e29c2dc41f737c79aadf2');
INSERT INTO "event" VALUES(59,1795730756219,'ben','ticket.moved','ticket:4','{"new":"in_progress","number":4,"old":"open","reason":""}','f67f58a160711babadffd980d5a18c6263c0f5d17a58bb628c7d207cb7c1f162');
INSERT INTO "event" VALUES(60,1795730756234,'ben','message.posted','ticket:4','{"author":"ben","kind":"tool","mentions":[],"message":10,"number":4}','944c581da0b86e3ba744e43a84524627507a5baba2d84a7d7d9d046d1d9104cf');
INSERT INTO "event" VALUES(61,1795730756234,'ben','message.posted','ticket:4','{"author":"ben","kind":"review","mentions":[],"message":11,"number":4}','dc0b9a2977e5235023a37b6c0368fbe6cbb6feeab8fa58c82f8bfa790a6dc712');
INSERT INTO "event" VALUES(62,1795730756234,'ben','ticket.moved','ticket:4','{"new":"in_review","number":4,"old":"in_progress","reason":""}','e7a1d389c3cf852e5f760cca587610d8e41ec9cd8708188655a51bbc7930e751');
INSERT INTO "event" VALUES(63,1795730756234,'ben','run.finished','ticket:4','{"employee":"ben","number":4,"outcome":"finished","run":7}','a7e300c63c3482bc5132f6f2ace49b703d883b9ecf9688f468632972c01837e2');
INSERT INTO "event" VALUES(64,1795730756234,'system','run.started','ticket:4','{"attempt":1,"employee":"ada","number":4,"run":8}','882b354789becaf9c88548cc750a89c075e36e2d91ed2815654d241494092719');
INSERT INTO "event" VALUES(65,1795730756245,'ada','message.posted','ticket:4','{"author":"ada","kind":"done","mentions":[],"message":12,"number":4}','da10c2ac713fa66de765b512c773da93ee357a8f12ac53d8e01d8f65d1030413');
INSERT INTO "event" VALUES(66,1795730756245,'ada','ticket.moved','ticket:4','{"new":"done","number":4,"old":"in_review","reason":"It floats. Published."}','59947a978807b14dc4f3339e534fd5719d18f25dcd821e67e28989e6a1b7f2a0');
INSERT INTO "event" VALUES(67,1795730756245,'ada','run.finished','ticket:4','{"employee":"ada","number":4,"outcome":"finished","run":8}','b2c6c586a58245e8fbcf8b5a1c9fee8b8b4ac4ddd1f38df251d012d9266fa3cb');
INSERT INTO "event" VALUES(68,1795730756265,'system','worker.stopped','worker:b1b084ef7ba3','{"worker":"b1b084ef7ba3"}','05e4e1143cbac5f1f70ba0c476d20e4eb0707a676a42040d81d04d6d4f5d0b41');
INSERT INTO "event" VALUES(69,1795730776673,'operator','ticket.filed','ticket:5','{"assignee":"ada","number":5,"participants":{"ada":"R"},"title":"One more"}','9a2ce77c5460112b05ce2de61bdab8ce241f6b8866c9d24fb8381f5f7c84460e');
INSERT INTO "event" VALUES(70,1795730776673,'operator','wake.queued','ticket:5','{"cause":"ready","employee":"ada","hop":0,"number":5,"wake":11}','2c4e7d069461b56cc98c473debb43ec30c4bb5718ce2c281a567a51952ada433');
INSERT INTO "event" VALUES(71,1795730776673,'operator','command.given','operator','{"first":69,"said":"ticket new ''One more'' --assignee ada"}','91e8c91f2160f93d522ddeb2d0d2c4a184cddb74b983a06f3efe1b039f6c1309');
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
INSERT INTO "message" VALUES(1,1,'ada','comment','One page and one promise. Mine would be that we fold a boat from any sheet you send us.','{}','[]',1,1,NULL,'scripted',1795730756026);
INSERT INTO "message" VALUES(2,1,'ada','question','Can you say that in a headline people remember?','{"to": "cleo"}','["cleo"]',1,2,NULL,'scripted',1795730756026);
INSERT INTO "message" VALUES(3,1,'cleo','answer','How about "Send us a sheet, get back a boat"? I could live with that for years.','{"question": "Can you say that in a headline people remember?"}','["ada"]',3,1,NULL,'scripted',1795730756107);
INSERT INTO "message" VALUES(4,1,'ada','decision','Headline: Send us a sheet, get back a boat.','{"subject": "Headline", "outcome": "Send us a sheet, get back a boat.", "rationale": "It is the whole offer in eight words.", "deferred_to": null}','[]',4,1,NULL,'scripted',1795730756147);
INSERT INTO "message" VALUES(5,1,'ada','done','Promise and headline are settled. Ben and Cleo can start.','{}','[]',4,2,NULL,'scripted',1795730756147);
INSERT INTO "message" VALUES(6,2,'ben','comment','(scripted) I worked on ''Build the page''; there is no script for this ticket.','{}','[]',5,1,NULL,'scripted',1795730756194);
INSERT INTO "message" VALUES(7,2,'ben','done','Done (scripted)','{}','[]',5,2,NULL,'scripted',1795730756194);
INSERT INTO "message" VALUES(8,3,'cleo','comment','(scripted) I worked on ''Write the words''; there is no script for this ticket.','{}','[]',6,1,NULL,'scripted',1795730756194);
INSERT INTO "message" VALUES(9,3,'cleo','done','Done (scripted)','{}','[]',6,2,NULL,'scripted',1795730756194);
INSERT INTO "message" VALUES(10,4,'ben','tool','before we publish: all 2 passed','{"tool": "before we publish", "results": {"Page loads in under 1 s": "pass", "Headline is the agreed one": "pass"}, "note": ""}','[]',7,1,NULL,'scripted',1795730756234);
INSERT INTO "message" VALUES(11,4,'ben','review','The words from #3 are on the page from #2. Ready when you are.','{}','[]',7,2,NULL,'scripted',1795730756234);
INSERT INTO "message" VALUES(12,4,'ada','done','It floats. Published.','{}','[]',8,1,NULL,'scripted',1795730756245);
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
INSERT INTO "participant" VALUES(1,1,1,'responsible','operator',1795730746876,NULL,0,3);
INSERT INTO "participant" VALUES(2,1,2,'consulted','operator',1795730746876,NULL,0,2);
INSERT INTO "participant" VALUES(3,1,3,'consulted','operator',1795730746876,NULL,0,2);
INSERT INTO "participant" VALUES(4,2,2,'responsible','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(5,2,1,'accountable','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(6,3,3,'responsible','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(7,3,1,'accountable','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(8,3,2,'informed','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(9,4,2,'responsible','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(10,4,1,'accountable','operator',1795730746876,NULL,0,11);
INSERT INTO "participant" VALUES(11,4,3,'informed','operator',1795730746876,NULL,0,0);
INSERT INTO "participant" VALUES(12,5,1,'responsible','operator',1795730776673,NULL,0,0);
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
INSERT INTO "run" VALUES(1,1,1,2,1,'b1b084ef7ba3',1,1,0,'scripted','',1795730755938,1795730756026,'finished','',0,0,0);
INSERT INTO "run" VALUES(2,2,1,2,2,'b1b084ef7ba3',1,1,0,'scripted','',1795730756026,1795730756090,'passed','',0,0,0);
INSERT INTO "run" VALUES(3,3,1,2,3,'b1b084ef7ba3',1,1,0,'scripted','',1795730756090,1795730756107,'finished','',0,0,0);
INSERT INTO "run" VALUES(4,4,1,2,1,'b1b084ef7ba3',1,1,1,'scripted','',1795730756132,1795730756147,'finished','',0,0,0);
INSERT INTO "run" VALUES(5,5,2,3,2,'b1b084ef7ba3',1,1,0,'scripted','',1795730756171,1795730756194,'finished','',0,0,0);
INSERT INTO "run" VALUES(6,7,3,4,3,'b1b084ef7ba3',1,1,0,'scripted','',1795730756171,1795730756194,'finished','',0,0,0);
INSERT INTO "run" VALUES(7,9,4,5,2,'b1b084ef7ba3',1,1,0,'scripted','',1795730756219,1795730756234,'finished','',0,0,0);
INSERT INTO "run" VALUES(8,10,4,5,1,'b1b084ef7ba3',1,1,0,'scripted','',1795730756234,1795730756245,'finished','',0,0,0);
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
INSERT INTO "script_line" VALUES(1,2,1,'ada','comment','{"text": "One page and one promise. Mine would be that we fold a boat from any sheet you send us.", "mentions": []}');
INSERT INTO "script_line" VALUES(2,2,2,'ada','ask','{"question": "Can you say that in a headline people remember?", "to": "cleo", "blocking": false}');
INSERT INTO "script_line" VALUES(3,2,3,'cleo','answer','{"text": "How about \"Send us a sheet, get back a boat\"? I could live with that for years."}');
INSERT INTO "script_line" VALUES(4,2,4,'ada','decide','{"subject": "Headline", "outcome": "Send us a sheet, get back a boat.", "rationale": "It is the whole offer in eight words.", "deferred_to": null}');
INSERT INTO "script_line" VALUES(5,2,5,'ada','finish','{"resolution": "Promise and headline are settled. Ben and Cleo can start."}');
INSERT INTO "script_line" VALUES(6,5,1,'ben','check','{"name": "before we publish", "results": {"Page loads in under 1 s": "pass", "Headline is the agreed one": "pass"}, "note": ""}');
INSERT INTO "script_line" VALUES(7,5,2,'ben','request_review','{"text": "The words from #3 are on the page from #2. Ready when you are."}');
INSERT INTO "script_line" VALUES(8,5,3,'ada','finish','{"resolution": "It floats. Published."}');
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
INSERT INTO "thread" VALUES(1,2,'ticket',17,4,NULL);
INSERT INTO "thread" VALUES(2,3,'ticket',38,5,NULL);
INSERT INTO "thread" VALUES(3,4,'ticket',40,6,NULL);
INSERT INTO "thread" VALUES(4,5,'ticket',62,8,NULL);
INSERT INTO "thread" VALUES(5,6,'ticket',70,0,NULL);
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
INSERT INTO "wake" VALUES(1,1,2,1,'done','ready',0,15,1795730746876,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(2,1,2,2,'done','ready',0,16,1795730746876,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(3,1,2,3,'done','ready',0,17,1795730746876,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(4,1,2,1,'done','answered',1,30,1795730756107,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(5,2,3,2,'done','ready',0,37,1795730756147,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(6,2,3,1,'dropped','ready',0,38,1795730756147,0,0,0,'');
INSERT INTO "wake" VALUES(7,3,4,3,'done','ready',0,39,1795730756147,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(8,3,4,1,'dropped','ready',0,40,1795730756147,0,0,0,'');
INSERT INTO "wake" VALUES(9,4,5,2,'done','ready',0,55,1795730756194,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(10,4,5,1,'done','ready',0,56,1795730756194,1,0,1,'b1b084ef7ba3');
INSERT INTO "wake" VALUES(11,5,6,1,'pending','ready',0,70,1795730776673,0,0,0,'');
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
	weeks INTEGER, 
	due_at_ms INTEGER, 
	filed_at_ms INTEGER NOT NULL, 
	moved_at_ms INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (state IN ('draft', 'open', 'in_progress', 'in_review', 'on_hold', 'done', 'failed', 'skipped', 'cancelled')), 
	CHECK (kind IN ('project', 'workstream', 'ticket', 'step', 'gate')), 
	CHECK (priority IN ('low', 'medium', 'high', 'critical')), 
	CHECK (estimate > 0), 
	UNIQUE (number), 
	UNIQUE ("key"), 
	FOREIGN KEY(parent_id) REFERENCES work_item (id), 
	FOREIGN KEY(assignee_id) REFERENCES employee (id)
);
INSERT INTO "work_item" VALUES(1,'project',NULL,'site',NULL,'First website','','[]','[]','','medium',1.0,'open','',1,0,1,NULL,1795730746876,1795730746876);
INSERT INTO "work_item" VALUES(2,'ticket',1,NULL,1,'Agree what the site says','One page, one promise: which one?','[]','["plan"]','Plan','high',1.0,'done','Promise and headline are settled. Ben and Cleo can start.',1,0,NULL,NULL,1795730746876,1795730756147);
INSERT INTO "work_item" VALUES(3,'ticket',2,NULL,1,'Build the page','A single page that loads fast.','[]','["code"]','Make','medium',2.0,'done','Done (scripted)',2,0,NULL,NULL,1795730746876,1795730756194);
INSERT INTO "work_item" VALUES(4,'ticket',3,NULL,1,'Write the words','Three sentences to stand under the headline.','[]','["words"]','Make','medium',1.0,'done','Done (scripted)',3,0,NULL,NULL,1795730746876,1795730756194);
INSERT INTO "work_item" VALUES(5,'ticket',4,NULL,1,'Publish','Put the words on the page and the page on the web.','[]','["release"]','Ship','high',1.0,'done','It floats. Published.',2,0,NULL,NULL,1795730746876,1795730756245);
INSERT INTO "work_item" VALUES(6,'ticket',5,NULL,NULL,'One more','','[]','[]','','medium',1.0,'open','',1,0,NULL,NULL,1795730776673,1795730776673);
CREATE TABLE worker (
	id VARCHAR NOT NULL, 
	pid INTEGER NOT NULL, 
	slots INTEGER NOT NULL, 
	pace FLOAT NOT NULL, 
	started_at_ms INTEGER NOT NULL, 
	stopped_at_ms INTEGER, 
	PRIMARY KEY (id)
);
INSERT INTO "worker" VALUES('b1b084ef7ba3',6811,32,0.0,1795730755820,1795730756265);
CREATE INDEX event_subject ON event (subject, seq);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE INDEX work_item_state ON work_item (kind, state, moved_at_ms);
CREATE INDEX work_item_parent ON work_item (kind, parent_id, state, moved_at_ms);
CREATE INDEX work_item_assignee ON work_item (assignee_id, state, kind);
CREATE INDEX dependency_blocked ON dependency (blocked_id, hard, blocker_id);
CREATE INDEX decision_state ON decision (state);
CREATE INDEX decision_item ON decision (item_id, state);
CREATE UNIQUE INDEX wake_one_claimed ON wake (employee_id, thread_id) WHERE state = 'claimed';
CREATE INDEX wake_state ON wake (state, id);
CREATE UNIQUE INDEX wake_one_pending ON wake (employee_id, thread_id) WHERE state = 'pending';
CREATE INDEX wake_thread ON wake (thread_id, state);
CREATE INDEX participant_employee ON participant (employee_id);
CREATE INDEX run_item ON run (item_id, id);
CREATE UNIQUE INDEX run_live_employee ON run (employee_id) WHERE ended_at_ms IS NULL;
CREATE INDEX run_employee_ended ON run (employee_id, ended_at_ms);
CREATE UNIQUE INDEX run_live_thread ON run (thread_id) WHERE ended_at_ms IS NULL;
CREATE INDEX run_ended ON run (ended_at_ms, model_calls, cost_micros);
CREATE INDEX call_item_at ON call (item_id, at_ms);
CREATE INDEX message_thread ON message (thread_id, id);
COMMIT;
