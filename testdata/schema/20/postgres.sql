SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_cursors (
    account_id uuid NOT NULL,
    value text NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.account_health (
    account_id uuid NOT NULL,
    state text NOT NULL,
    problem text,
    checked_at bigint,
    last_received_at bigint,
    last_sent_at bigint,
    failing_since bigint,
    failures text NOT NULL,
    code text,
    called_at bigint,
    refused_at bigint,
    refused text
);
CREATE TABLE public.accounts (
    id uuid NOT NULL,
    channel text NOT NULL,
    name text NOT NULL,
    config text NOT NULL,
    secrets bytea,
    status text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    team_id uuid,
    schedule_id uuid
);
CREATE TABLE public.agents (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text,
    availability text NOT NULL,
    reason text,
    disabled boolean NOT NULL,
    created_at bigint NOT NULL,
    locale text,
    time_zone text,
    preferences text,
    capacity bigint DEFAULT 1000 NOT NULL,
    load bigint DEFAULT 0 NOT NULL,
    assigned_at bigint DEFAULT 0 NOT NULL,
    knows text DEFAULT '[]'::text NOT NULL,
    available_since bigint
);
CREATE TABLE public.api_keys (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    hash bytea NOT NULL,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint
);
CREATE TABLE public.assignments (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    agent_id uuid,
    team_id uuid,
    reason text NOT NULL,
    by_kind text NOT NULL,
    by_id uuid,
    from_at bigint NOT NULL,
    to_at bigint
);
CREATE TABLE public.attachments (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    idx bigint NOT NULL,
    media text NOT NULL,
    state text NOT NULL,
    error text
);
CREATE TABLE public.audit (
    id uuid NOT NULL,
    at bigint NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    target text NOT NULL,
    detail text
);
CREATE TABLE public.bulk_items (
    bulk_id uuid NOT NULL,
    idx bigint NOT NULL,
    conversation_id uuid NOT NULL,
    state text NOT NULL,
    code text,
    error text,
    was text,
    became text
);
CREATE TABLE public.bulks (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    action text NOT NULL,
    state text NOT NULL,
    total bigint NOT NULL,
    created_at bigint NOT NULL,
    finished_at bigint
);
CREATE TABLE public.canned_replies (
    id uuid NOT NULL,
    scope text NOT NULL,
    owner_id uuid,
    shortcut text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    attachments text NOT NULL,
    folded text NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.contact_notes (
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    home_contact_id uuid NOT NULL,
    author_id uuid,
    text text NOT NULL,
    created_at bigint NOT NULL,
    edited_at bigint
);
CREATE TABLE public.contact_stale (
    pos bigint NOT NULL,
    contact_id uuid NOT NULL
);
ALTER TABLE public.contact_stale ALTER COLUMN pos ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.contact_stale_pos_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contact_terms (
    term text NOT NULL COLLATE pg_catalog."C",
    contact_id uuid NOT NULL,
    hidden boolean NOT NULL
);
CREATE TABLE public.contacts (
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    language text,
    fields text,
    blocked boolean NOT NULL,
    merged_into uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    agent_id uuid,
    vip boolean DEFAULT false NOT NULL,
    borrowed text,
    erased_at bigint
);
CREATE TABLE public.conversation_counts (
    status text NOT NULL,
    team_id uuid NOT NULL,
    account_id uuid NOT NULL,
    slot bigint NOT NULL,
    n bigint NOT NULL
);
CREATE TABLE public.conversation_fields (
    conversation_id uuid NOT NULL,
    fields text NOT NULL
);
CREATE TABLE public.conversations (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    identity_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    thread text NOT NULL,
    subject text,
    status text NOT NULL,
    handler text NOT NULL,
    agent_id uuid,
    team_id uuid,
    preferred_id uuid,
    bot_id text,
    priority bigint NOT NULL,
    transfer_id uuid,
    snooze_until bigint,
    end_reason text,
    disposition text,
    seq bigint NOT NULL,
    rev bigint NOT NULL,
    last_message_id uuid,
    last_direction text,
    last_text text,
    last_seq bigint NOT NULL,
    last_at bigint NOT NULL,
    waiting_since bigint,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    ended_at bigint,
    queued_at bigint,
    need text DEFAULT ''::text NOT NULL,
    unrouted boolean DEFAULT false NOT NULL,
    avoid_id uuid,
    sla text,
    sla_due bigint,
    weight bigint DEFAULT 100 NOT NULL,
    offered_id uuid,
    offered_team_id uuid
);
CREATE TABLE public.drafts (
    agent_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    mode text NOT NULL,
    text text NOT NULL,
    attachments text NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.early_refs (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    external_id text NOT NULL,
    reply_id uuid,
    status text,
    error text
);
CREATE TABLE public.erasures (
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    step text NOT NULL,
    after text NOT NULL,
    traces text,
    messages bigint NOT NULL,
    files bigint NOT NULL,
    records bigint NOT NULL,
    by_kind text NOT NULL,
    by_id uuid,
    created_at bigint NOT NULL,
    finished_at bigint
);
CREATE TABLE public.event_keys (
    account_id uuid NOT NULL,
    event_key text NOT NULL
);
CREATE TABLE public.events (
    id uuid NOT NULL,
    type text NOT NULL,
    conversation_id uuid,
    rev bigint,
    account_id uuid,
    team_id uuid,
    agent_id uuid,
    contact_id uuid,
    identity_id uuid,
    message_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    from_status text,
    to_status text,
    data text,
    at bigint NOT NULL,
    stream_offset bigint
);
CREATE TABLE public.exchanges (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    message_id uuid,
    part_id uuid,
    at bigint NOT NULL,
    data text NOT NULL
);
CREATE TABLE public.field_definitions (
    scope text NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    options text NOT NULL,
    "position" bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.identities (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    external_id text NOT NULL,
    contact_id uuid NOT NULL,
    name text NOT NULL,
    username text,
    kind text NOT NULL,
    reachable boolean NOT NULL,
    stream_offset bigint NOT NULL,
    home_contact_id uuid NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    union_id text,
    windows text
);
CREATE TABLE public.invitations (
    id uuid NOT NULL,
    email text,
    role text NOT NULL,
    teams text NOT NULL,
    hash bytea NOT NULL,
    created_by uuid,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    accepted_at bigint,
    accepted_by uuid
);
CREATE TABLE public.jobs (
    id bigint NOT NULL,
    key text NOT NULL,
    lane bigint NOT NULL,
    class text NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    payload text NOT NULL,
    state text NOT NULL,
    due_at bigint NOT NULL,
    deadline bigint NOT NULL,
    attempts bigint NOT NULL,
    epoch bigint NOT NULL,
    error text,
    created_at bigint NOT NULL
);
ALTER TABLE public.jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.kept (
    name text NOT NULL,
    value bytea,
    made_at bigint NOT NULL,
    refresh_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    dropped_at bigint NOT NULL,
    holder text,
    holder_until bigint NOT NULL
);
CREATE TABLE public.leases (
    name text NOT NULL,
    owner text NOT NULL,
    epoch bigint NOT NULL,
    until bigint NOT NULL
);
CREATE TABLE public.loose_blobs (
    blob text NOT NULL
);
CREATE TABLE public.message_names (
    account_id uuid NOT NULL,
    external_id text NOT NULL,
    message_id uuid NOT NULL
);
CREATE TABLE public.messages (
    pos bigint NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid,
    identity_id uuid NOT NULL,
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    rev bigint NOT NULL,
    direction text NOT NULL,
    visibility text NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    content text,
    attachments bigint NOT NULL,
    author_kind text NOT NULL,
    author_id uuid,
    client_message_id text,
    body_hash text,
    external_id text,
    group_key text,
    reply_to uuid,
    delivery text,
    error_code text,
    error_text text,
    raw_id uuid,
    stream_offset bigint,
    sent_at bigint NOT NULL,
    received_at bigint NOT NULL,
    edited_at bigint,
    deleted_at bigint,
    change text
);
ALTER TABLE public.messages ALTER COLUMN pos ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.messages_pos_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants (
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    joined_at bigint NOT NULL,
    joined_by uuid
);
CREATE TABLE public.parts (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    idx bigint NOT NULL,
    account_id uuid NOT NULL,
    part text NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    external_id text,
    error_class text,
    error_code text,
    error_text text,
    sent_at bigint,
    updated_at bigint NOT NULL
);
CREATE TABLE public.ratings (
    conversation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    agent_id uuid,
    team_id uuid,
    message_id uuid NOT NULL,
    asked_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    score bigint,
    comment text,
    rated_at bigint
);
CREATE TABLE public.raws (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL,
    header text,
    body bytea,
    blob text,
    state text NOT NULL,
    error text,
    attempts bigint NOT NULL,
    received_at bigint NOT NULL
);
CREATE TABLE public.reads (
    agent_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.roles (
    name text NOT NULL,
    scope text NOT NULL,
    permissions text NOT NULL
);
CREATE TABLE public.routing_rules (
    id uuid NOT NULL,
    "position" bigint NOT NULL,
    name text NOT NULL,
    enabled boolean NOT NULL,
    body text NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.scheduled_messages (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    client_message_id text NOT NULL,
    body_hash text NOT NULL,
    draft text NOT NULL,
    files text NOT NULL,
    send_at bigint NOT NULL,
    state text NOT NULL,
    error_code text,
    error_text text,
    message_id uuid,
    created_at bigint NOT NULL
);
CREATE TABLE public.schedules (
    id uuid NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.search (
    pos bigint NOT NULL,
    tokens tsvector NOT NULL
);
CREATE TABLE public.search_stale (
    message_id uuid NOT NULL
);
CREATE TABLE public.sessions (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    hash bytea NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.settings (
    key text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.suggestions (
    conversation_id uuid NOT NULL,
    bot_id text NOT NULL,
    seq bigint NOT NULL,
    texts text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.taggings (
    tag_id uuid NOT NULL,
    target_id uuid NOT NULL,
    at bigint NOT NULL,
    borrowed boolean DEFAULT false NOT NULL
);
CREATE TABLE public.tags (
    id uuid NOT NULL,
    scope text NOT NULL,
    name text NOT NULL,
    color text,
    created_at bigint NOT NULL
);
CREATE TABLE public.team_members (
    team_id uuid NOT NULL,
    agent_id uuid NOT NULL
);
CREATE TABLE public.teams (
    id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    kind text NOT NULL,
    created_at bigint NOT NULL,
    queue text DEFAULT '{"policy":"manual"}'::text NOT NULL
);
CREATE TABLE public.transfers (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    from_agent_id uuid,
    to_agent_id uuid,
    to_team_id uuid,
    note text,
    state text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    resolved_at bigint,
    resolved_by uuid
);
CREATE TABLE public.uploads (
    id uuid NOT NULL,
    blob text NOT NULL,
    name text NOT NULL,
    mime text NOT NULL,
    size bigint NOT NULL,
    agent_id uuid,
    created_at bigint NOT NULL
);
CREATE TABLE public.visitor_proofs (
    account_id uuid NOT NULL,
    token_id text NOT NULL,
    session_id uuid NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.visitor_sessions (
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    identity_id uuid NOT NULL,
    subject text,
    language text,
    page text,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    context text
);
CREATE TABLE public.visitor_uploads (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    blob text NOT NULL,
    media text NOT NULL,
    used boolean NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.visitor_users (
    account_id uuid NOT NULL,
    subject text NOT NULL,
    identity_id uuid NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.word_lists (
    id uuid NOT NULL,
    name text NOT NULL,
    words text NOT NULL,
    updated_at bigint NOT NULL
);
INSERT INTO public.account_health VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'healthy', NULL, 1795354252382584, 1795354252592890, 1795354252975841, NULL, '{"rejected":2,"uncertain":1}', NULL, 1795354252592905, NULL, NULL);
INSERT INTO public.account_health VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795354253263073, 1795354253484829, NULL, NULL, '{}', 'advice', NULL, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:30835/hooks/telegram/01a20373-d45a-7307-9b51-614742bfabef","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:32957","receive":"webhook"}', '\x01beac73a200003aab2b19829bf4b8984f89f1fbbc4a9ed728b1d879027fdc7e95c5a9416958edb0d4e3678f8cb467b5f5e9b725c9c10397e0dd406214877737cf0f338baf11b06368233b04efdd598c34342dcfba78d69a2e59a1f78ec2c566b2e0d1832660eb1bf0f62f47678dd64c66011cd33df4dc685f7d1aaaef8b81b033c31b96121a5f0ec95f8b26972e51fe28705ab37b951f1db9af475c043c88bb70e27738fe4b628d978ec6b5', 'active', 1795354252381035, 1795354252381035, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'Website', '{}', '\x01beac73a200003aabd3d79708f5d431acf75c4ebf1cf05ea9156edd001f142c9084059271f059d37c991fe2680dd50765ee521875f6ceaefe693baed4d19bf4d2efc3af07e6612ffd42feb40489151a4320e49f3fda0d1a906fbb05cd356fb68e178ee92dc33a79', 'active', 1795354253252531, 1795354253252531, NULL, NULL);
INSERT INTO public.agents VALUES ('01a20373-d04a-780c-be45-d588b9f65cf0', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$N6u/KwO2w72y2p1r56w1Mg$CKz+MiRCLPmuZz4LKxNUZ+GkBvkhz41po6wApJU7618', 'offline', NULL, false, 1795354251479974, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a20373-d0e4-77ee-8df6-9fa4dcb1aecc', '01a20373-d04a-780c-be45-d588b9f65cf0', 'setup', 'sb_Xgfd7i', '\xa1f985d3f0c95095d94dfd75716d9da2f2c26309674d893a996eb4288edce914', 'null', 1795354251492538, 1795354252446559, NULL);
INSERT INTO public.assignments VALUES ('01a20373-d582-7229-826f-83254464cde0', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 'answered', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 1795354252670113, NULL);
INSERT INTO public.assignments VALUES ('01a20373-d672-77c7-8fe6-de009b807aa2', '01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 'answered', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 1795354252912086, 1795354253175797);
INSERT INTO public.assignments VALUES ('01a20373-d869-7680-9052-e0977a47f6e6', '01a20373-d7fb-7822-8ae1-c500f92430c7', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 'answered', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 1795354253403914, NULL);
INSERT INTO public.attachments VALUES ('01a20373-d4ea-708d-aa05-22037f5dc965', '01a20373-d4ea-706f-aa5b-efae53438c09', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a20373-d7fb-78c9-a2e6-ecd9be6b4fba', '01a20373-d7fb-784f-98c6-2fc6e27f2f87', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a20373-d0e5-7494-bb2e-e7854afccfbe', 1795354251493300, 'system', NULL, 'owner.set_up', '01a20373-d04a-780c-be45-d588b9f65cf0', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a20373-d464-7201-8905-49dabcbfb147', 1795354252388131, 'system', NULL, 'account.added', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a20373-d53c-79fc-bc74-3546943f3d96', 1795354252604654, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'team.created', '01a20373-d527-7d6c-ad82-0dfae840fac5', '售后');
INSERT INTO public.audit VALUES ('01a20373-d613-7404-a9de-815125cfdb1b', 1795354252819263, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'contact.note_added', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL);
INSERT INTO public.audit VALUES ('01a20373-d776-73ad-a0e7-f639f4f29c9e', 1795354253174241, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'contact.note_added', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL);
INSERT INTO public.audit VALUES ('01a20373-d7d6-7f2a-af4d-3d78ae0e8222', 1795354253270994, 'system', NULL, 'account.added', '01a20373-d7c4-7743-9799-44209fc325f3', 'web Website');
INSERT INTO public.contact_notes VALUES ('01a20373-d60b-7714-b905-a3b78d6c48a0', '01a20373-d4c6-7244-98cb-71632d7a7281', '01a20373-d4c6-7244-98cb-71632d7a7281', '01a20373-d04a-780c-be45-d588b9f65cf0', '喜欢喝茶', 1795354252817012, NULL);
INSERT INTO public.contact_notes VALUES ('01a20373-d765-75e6-b985-7acc55027d7d', '01a20373-d4d0-78f8-93bc-3231307763c2', '01a20373-d4d0-78f8-93bc-3231307763c2', '01a20373-d04a-780c-be45-d588b9f65cf0', '喜欢喝茶', 1795354253164940, NULL);
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (6, '01a20373-d7fb-7806-ac0c-41369c2c9862');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (7, '01a20373-d889-758b-8714-50ff41fdf259');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (8, '01a20373-d889-758b-8714-50ff41fdf259');
INSERT INTO public.contact_terms VALUES ('李', '01a20373-d7fb-7806-ac0c-41369c2c9862', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a20373-d7fb-7806-ac0c-41369c2c9862', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20373-d7fb-7806-ac0c-41369c2c9862', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a20373-d7fb-7806-ac0c-41369c2c9862', false);
INSERT INTO public.contact_terms VALUES ('红', '01a20373-d7fb-7806-ac0c-41369c2c9862', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('x', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('42', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a20373-d4c6-7244-98cb-71632d7a7281', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('43', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('a', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('an', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contact_terms VALUES ('s', '01a20373-d4d0-78f8-93bc-3231307763c2', false);
INSERT INTO public.contacts VALUES ('01a20373-d4c6-7244-98cb-71632d7a7281', 'known', '小明 王', 'zh', NULL, false, NULL, 1795354252455080, 1795354252455080, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a20373-d4d0-78f8-93bc-3231307763c2', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795354252460723, 1795354252460723, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a20373-d7fb-7806-ac0c-41369c2c9862', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795354253292252, 1795354253349130, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a20373-d889-758b-8714-50ff41fdf259', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795354253444862, 1795354253457057, NULL, false, NULL, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 7, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 4, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 4, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 0, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 0, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d45a-7307-9b51-614742bfabef', 6, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7c4-7743-9799-44209fc325f3', 7, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7c4-7743-9799-44209fc325f3', 7, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7c4-7743-9799-44209fc325f3', 4, 2);
INSERT INTO public.conversations VALUES ('01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d4c6-7244-98cb-71632d7a7281', '42', NULL, 'active', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a20373-d619-7313-8736-c3a887565399', 'out', 'in doubt', 7, 1795354252823053, NULL, 1795354252455080, 1795354252842203, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T13:30:52.670113Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d4d0-78f8-93bc-3231307763c2', '43', NULL, 'completed', 'none', NULL, NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a20373-d672-77cb-b71b-a8895a6b16f5', 'out', '您好！1', 3, 1795354252912086, NULL, 1795354252460723, 1795354253175797, 1795354253175797, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T13:30:52.912086Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20373-d7fb-7822-8ae1-c500f92430c7', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d7fb-7806-ac0c-41369c2c9862', '01a20373-d7df-730c-9e39-0feb092cdc40', NULL, 'active', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a20373-d869-7684-9e31-0d20f17eedca', 'out', '有的', 2, 1795354253403914, NULL, 1795354253292252, 1795354253431122, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T13:30:53.403914Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20373-d8a4-7a1d-ab9b-c928983ce980', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', '01a20373-d889-758b-8714-50ff41fdf259', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a20373-d8a4-7a41-a413-7b0941002edf', 'in', '我想退货', 1, 1795354253471860, 1795354253471860, 1795354253471860, 1795354253471860, NULL, 1795354253471860, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a20373-d45a-7307-9b51-614742bfabef', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7df-730b-866e-26e6a96f39a2:1');
INSERT INTO public.event_keys VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', 'c:01a20373-d80c-7617-9de7-84e4489ed448');
INSERT INTO public.event_keys VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', 'r:01a20373-d877-7020-bfdb-d7cd116a8f37');
INSERT INTO public.event_keys VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', 'i:01a20373-d884-7ad5-ab8c-2c38aca1ab33');
INSERT INTO public.event_keys VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d87c-7d35-be11-0e508f6249b5:1');
INSERT INTO public.events VALUES ('01a20373-d4d0-793f-86bb-1350b5a67b31', 'conversation.created', '01a20373-d4d0-7933-971f-882ec6b77374', 1, '01a20373-d45a-7307-9b51-614742bfabef', NULL, NULL, '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, 'contact', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, 'queued', NULL, 1795354252460723, NULL);
INSERT INTO public.events VALUES ('01a20373-d4c6-7299-a5bc-dc6a316b9b10', 'conversation.created', '01a20373-d4c6-728f-9fbd-a8307a669fed', 1, '01a20373-d45a-7307-9b51-614742bfabef', NULL, NULL, '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, 'queued', NULL, 1795354252455080, NULL);
INSERT INTO public.events VALUES ('01a20373-d51e-729f-ad45-d409b2029ac9', 'message.updated', '01a20373-d4c6-728f-9fbd-a8307a669fed', 6, '01a20373-d45a-7307-9b51-614742bfabef', NULL, NULL, '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, '01a20373-d4e5-7317-bfa5-d09befabc2f9', 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795354252556464, NULL);
INSERT INTO public.events VALUES ('01a20373-d563-79c6-bc1c-b48ecdb3941b', 'message.updated', '01a20373-d4c6-728f-9fbd-a8307a669fed', 7, '01a20373-d45a-7307-9b51-614742bfabef', NULL, NULL, '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a20373-d4ea-708d-aa05-22037f5dc965","message_id":"01a20373-d4ea-706f-aa5b-efae53438c09","state":"ready"}', 1795354252640975, NULL);
INSERT INTO public.events VALUES ('01a20373-d582-721a-baf1-9db0e17ce1a6', 'conversation.assigned', '01a20373-d4c6-728f-9fbd-a8307a669fed', 8, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'queued', 'active', NULL, 1795354252670113, NULL);
INSERT INTO public.events VALUES ('01a20373-d5b7-762f-85e2-a5cac256fd55', 'message.delivery_changed', '01a20373-d4c6-728f-9fbd-a8307a669fed', 10, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, '01a20373-d582-7230-a350-4bc3a69b9f93', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795354252724319, NULL);
INSERT INTO public.events VALUES ('01a20373-d5dc-7c3e-a9c3-baadbc4fadc6', 'message.updated', '01a20373-d4c6-728f-9fbd-a8307a669fed', 11, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, '01a20373-d582-7230-a350-4bc3a69b9f93', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795354252749162, NULL);
INSERT INTO public.events VALUES ('01a20373-d5f5-7d21-b252-a02c3f9e0b38', 'message.updated', '01a20373-d4c6-728f-9fbd-a8307a669fed', 12, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, '01a20373-d582-7230-a350-4bc3a69b9f93', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795354252784608, NULL);
INSERT INTO public.events VALUES ('01a20373-d612-7599-baec-e85b1aead40d', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, NULL, '{"done":"added","note":"01a20373-d60b-7714-b905-a3b78d6c48a0"}', 1795354252818358, NULL);
INSERT INTO public.events VALUES ('01a20373-d65b-711b-bc50-8f54a94b61a6', 'message.delivery_changed', '01a20373-d4c6-728f-9fbd-a8307a669fed', 15, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, '01a20373-d619-7313-8736-c3a887565399', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795354252842203, NULL);
INSERT INTO public.events VALUES ('01a20373-d672-77ba-9169-415c2549120f', 'conversation.assigned', '01a20373-d4d0-7933-971f-882ec6b77374', 4, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'queued', 'active', NULL, 1795354252912086, NULL);
INSERT INTO public.events VALUES ('01a20373-d689-7093-890f-b681340bfb60', 'message.delivery_changed', '01a20373-d4d0-7933-971f-882ec6b77374', 6, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, '01a20373-d672-77cb-b71b-a8895a6b16f5', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795354252931405, NULL);
INSERT INTO public.events VALUES ('01a20373-d6e3-73f5-979c-35bec5f5dcd3', 'message.updated', '01a20373-d4d0-7933-971f-882ec6b77374', 7, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, '01a20373-d672-77cb-b71b-a8895a6b16f5', 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795354253016313, NULL);
INSERT INTO public.events VALUES ('01a20373-d723-77e6-8858-0e432bb39bfc', 'message.updated', '01a20373-d4d0-7933-971f-882ec6b77374', 8, '01a20373-d45a-7307-9b51-614742bfabef', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, '01a20373-d672-77cb-b71b-a8895a6b16f5', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795354253071098, NULL);
INSERT INTO public.events VALUES ('01a20373-d76d-7df5-b8f5-61fae84c97fe', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', NULL, NULL, '{"done":"added","note":"01a20373-d765-75e6-b985-7acc55027d7d"}', 1795354253165907, NULL);
INSERT INTO public.events VALUES ('01a20373-d779-79cc-808a-a8625283b434', 'conversation.completed', '01a20373-d4d0-7933-971f-882ec6b77374', 10, '01a20373-d45a-7307-9b51-614742bfabef', NULL, NULL, '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'active', 'completed', '{"disposition":"solved"}', 1795354253175797, NULL);
INSERT INTO public.events VALUES ('01a20373-d7fb-7842-aec6-1380692d9d7b', 'conversation.created', '01a20373-d7fb-7822-8ae1-c500f92430c7', 1, '01a20373-d7c4-7743-9799-44209fc325f3', NULL, NULL, '01a20373-d7fb-7806-ac0c-41369c2c9862', '01a20373-d7df-730c-9e39-0feb092cdc40', NULL, 'contact', '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, 'queued', NULL, 1795354253292252, 1);
INSERT INTO public.events VALUES ('01a20373-d808-7b01-8b87-7a348f6e48a0', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, 'contact', '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, '{"name":"访客 DC40"}', 1795354253320309, NULL);
INSERT INTO public.events VALUES ('01a20373-d826-77cd-a851-ce7965a1fbe1', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, 'contact', '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, '{"name":"李小红"}', 1795354253349130, NULL);
INSERT INTO public.events VALUES ('01a20373-d869-7673-99cc-a37416ddb480', 'conversation.assigned', '01a20373-d7fb-7822-8ae1-c500f92430c7', 3, '01a20373-d7c4-7743-9799-44209fc325f3', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d7fb-7806-ac0c-41369c2c9862', '01a20373-d7df-730c-9e39-0feb092cdc40', NULL, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'queued', 'active', NULL, 1795354253403914, 3);
INSERT INTO public.events VALUES ('01a20373-d87a-72e7-9b4c-ec7faa41b386', 'message.delivery_changed', '01a20373-d7fb-7822-8ae1-c500f92430c7', 5, '01a20373-d7c4-7743-9799-44209fc325f3', NULL, '01a20373-d04a-780c-be45-d588b9f65cf0', '01a20373-d7fb-7806-ac0c-41369c2c9862', '01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d869-7684-9e31-0d20f17eedca', 'contact', '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795354253431122, 5);
INSERT INTO public.events VALUES ('01a20373-d889-75b2-bbdc-b6a648c45c2e', 'contact.updated', NULL, NULL, '01a20373-d7c4-7743-9799-44209fc325f3', NULL, NULL, '01a20373-d889-758b-8714-50ff41fdf259', NULL, NULL, 'contact', '01a20373-d889-758b-8714-50ff41fdf259', NULL, NULL, '{"identity_id":"01a20373-d87c-7d36-9f36-46fa9f4f4d59","reachable":true}', 1795354253444862, NULL);
INSERT INTO public.events VALUES ('01a20373-d891-7552-abe1-b7f12167898b', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20373-d889-758b-8714-50ff41fdf259', NULL, NULL, 'contact', '01a20373-d889-758b-8714-50ff41fdf259', NULL, NULL, '{"name":"王明"}', 1795354253457057, NULL);
INSERT INTO public.events VALUES ('01a20373-d8a4-7a33-8ddb-5c4bd63b4473', 'conversation.created', '01a20373-d8a4-7a1d-ab9b-c928983ce980', 1, '01a20373-d7c4-7743-9799-44209fc325f3', NULL, NULL, '01a20373-d889-758b-8714-50ff41fdf259', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', NULL, 'contact', '01a20373-d889-758b-8714-50ff41fdf259', NULL, 'queued', NULL, 1795354253471860, 1);
INSERT INTO public.exchanges VALUES ('01a20373-d50c-7f0d-8b76-cfb6c7033bbd', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d4ea-706f-aa5b-efae53438c09', NULL, 1795354252556936, '{"id":"01a20373-d50c-7f0d-8b76-cfb6c7033bbd","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d4ea-706f-aa5b-efae53438c09","at":"2026-11-22T13:30:52.556936Z","duration_us":619,"method":"POST","url":"http://127.0.0.1:32957/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20373-d50d-7910-9153-390e16a4d1c2', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d4ea-706f-aa5b-efae53438c09', NULL, 1795354252557591, '{"id":"01a20373-d50d-7910-9153-390e16a4d1c2","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d4ea-706f-aa5b-efae53438c09","at":"2026-11-22T13:30:52.557591Z","duration_us":2282,"method":"GET","url":"http://127.0.0.1:32957/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a20373-d5b3-7664-99d4-7c08872990a6', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d582-7230-a350-4bc3a69b9f93', '01a20373-d582-7262-b248-f6f41b336b41', 1795354252723411, '{"id":"01a20373-d5b3-7664-99d4-7c08872990a6","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d582-7230-a350-4bc3a69b9f93","part_id":"01a20373-d582-7262-b248-f6f41b336b41","at":"2026-11-22T13:30:52.723411Z","duration_us":769,"method":"POST","url":"http://127.0.0.1:32957/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795354252,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20373-d5ef-7aa4-98e3-4478a0bd0b04', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d582-7230-a350-4bc3a69b9f93', '01a20373-d582-7262-b248-f6f41b336b41', 1795354252783689, '{"id":"01a20373-d5ef-7aa4-98e3-4478a0bd0b04","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d582-7230-a350-4bc3a69b9f93","part_id":"01a20373-d582-7262-b248-f6f41b336b41","at":"2026-11-22T13:30:52.783689Z","duration_us":773,"method":"POST","url":"http://127.0.0.1:32957/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a20373-d629-7504-83e6-cbf970d07ac2', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d619-7313-8736-c3a887565399', '01a20373-d619-733f-aace-d201e45368d8', 1795354252841321, '{"id":"01a20373-d629-7504-83e6-cbf970d07ac2","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d619-7313-8736-c3a887565399","part_id":"01a20373-d619-733f-aace-d201e45368d8","at":"2026-11-22T13:30:52.841321Z","duration_us":750,"method":"POST","url":"http://127.0.0.1:32957/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a20373-d681-726f-bbb5-93029f473dea', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d672-77cb-b71b-a8895a6b16f5', '01a20373-d672-7807-8969-4f1665186412', 1795354252929154, '{"id":"01a20373-d681-726f-bbb5-93029f473dea","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d672-77cb-b71b-a8895a6b16f5","part_id":"01a20373-d672-7807-8969-4f1665186412","at":"2026-11-22T13:30:52.929154Z","duration_us":2183,"method":"POST","url":"http://127.0.0.1:32957/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795354252,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20373-d70c-787e-9727-463b4181653c', '01a20373-d45a-7307-9b51-614742bfabef', '01a20373-d672-77cb-b71b-a8895a6b16f5', '01a20373-d672-7807-8969-4f1665186412', 1795354253068550, '{"id":"01a20373-d70c-787e-9727-463b4181653c","account_id":"01a20373-d45a-7307-9b51-614742bfabef","message_id":"01a20373-d672-77cb-b71b-a8895a6b16f5","part_id":"01a20373-d672-7807-8969-4f1665186412","at":"2026-11-22T13:30:53.068550Z","duration_us":2380,"method":"POST","url":"http://127.0.0.1:32957/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 13:30:50.460709');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 13:30:50.486018');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 13:30:50.710253');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 13:30:50.713141');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 13:30:50.808945');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 13:30:50.883225');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 13:30:50.911052');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 13:30:50.921818');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 13:30:51.001694');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 13:30:51.023685');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 13:30:51.04369');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 13:30:51.145595');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 13:30:51.154875');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 13:30:51.183886');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-22 13:30:51.188106');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-22 13:30:51.203546');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-22 13:30:51.204956');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-22 13:30:51.207639');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-22 13:30:51.224261');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-22 13:30:51.240395');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-22 13:30:51.260598');
INSERT INTO public.identities VALUES ('01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', '42', '01a20373-d4c6-7244-98cb-71632d7a7281', '小明 王', 'xiaoming', 'person', true, 0, '01a20373-d4c6-7244-98cb-71632d7a7281', 1795354252455080, 1795354252455080, NULL, NULL);
INSERT INTO public.identities VALUES ('01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d45a-7307-9b51-614742bfabef', '43', '01a20373-d4d0-78f8-93bc-3231307763c2', 'Anna Schmidt', NULL, 'person', true, 0, '01a20373-d4d0-78f8-93bc-3231307763c2', 1795354252460723, 1795354252460723, NULL, NULL);
INSERT INTO public.identities VALUES ('01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d7fb-7806-ac0c-41369c2c9862', '李小红', NULL, 'person', true, 5, '01a20373-d7fb-7806-ac0c-41369c2c9862', 1795354253292252, 1795354253328230, NULL, NULL);
INSERT INTO public.identities VALUES ('01a20373-d87c-7d36-9f36-46fa9f4f4d59', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', '01a20373-d889-758b-8714-50ff41fdf259', '王明', NULL, 'person', true, 2, '01a20373-d889-758b-8714-50ff41fdf259', 1795354253444862, 1795354253444862, NULL, NULL);
INSERT INTO public.leases VALUES ('singleton', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 1795354258422806);
INSERT INTO public.leases VALUES ('lane:0', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('node:01a20373-d175-7921-a9ce-9aa671efe9d9', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a20373-d175-7921-a9ce-9aa671efe9d9', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a20373-d4d0-7950-b3a0-e45ff70ddb13', '01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d45a-7307-9b51-614742bfabef', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a20373-d4ac-768f-be22-ea1c830839d5', NULL, 1795354252000000, 1795354252396974, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a20373-d4c6-72a5-9348-4d244a4faa55', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a20373-d4a5-7288-a960-5983c6d3a498', NULL, 1795354252000000, 1795354252396716, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a20373-d4e3-7162-83d5-28bf9ff4f852', '01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d45a-7307-9b51-614742bfabef', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a20373-d4d0-78f8-93bc-3231307763c2', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a20373-d4db-79e9-a4e5-7e2235bd6000', NULL, 1795354252000000, 1795354252507625, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a20373-d4ea-706f-aa5b-efae53438c09', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a20373-d4e8-7667-9680-04048c8f93de', NULL, 1795354252000000, 1795354252520389, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a20373-d4f6-7cdb-a9f7-a1b5d2ad2f2e', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a20373-d4ed-7c52-9f58-dc8fbbe64151', NULL, 1795354252000000, 1795354252525779, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a20373-d4e5-7317-bfa5-d09befabc2f9', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a20373-d4c6-7244-98cb-71632d7a7281', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a20373-d4e3-7aed-9c96-b8840089ac9a', NULL, 1795354252000000, 1795354252515691, 1795354252000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a20373-d582-7230-a350-4bc3a69b9f93', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795354252670113, 1795354252670113, 1795354252749162, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a20373-d606-7821-a114-8c0be7903bdd', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795354252804079, 1795354252804079, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a20373-d619-7313-8736-c3a887565399', '01a20373-d4c6-728f-9fbd-a8307a669fed', '01a20373-d4c6-724d-896c-32fd26afc210', '01a20373-d45a-7307-9b51-614742bfabef', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795354252823053, 1795354252823053, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a20373-d672-77cb-b71b-a8895a6b16f5', '01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d45a-7307-9b51-614742bfabef', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795354252912086, 1795354252912086, 1795354253016313, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a20373-d763-75e8-bd73-9fb200f2df4f', '01a20373-d4d0-7933-971f-882ec6b77374', '01a20373-d4d0-7906-8ddf-51d4e6034e7b', '01a20373-d45a-7307-9b51-614742bfabef', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795354253153858, 1795354253153858, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a20373-d7fb-784f-98c6-2fc6e27f2f87', '01a20373-d7fb-7822-8ae1-c500f92430c7', '01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d7c4-7743-9799-44209fc325f3', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a20373-d7fb-7806-ac0c-41369c2c9862', NULL, NULL, '01a20373-d7df-730b-866e-26e6a96f39a2:1', NULL, NULL, NULL, NULL, NULL, '01a20373-d7ec-710f-b104-f2f31330bd54', 2, 1795354253290751, 1795354253292069, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a20373-d869-7684-9e31-0d20f17eedca', '01a20373-d7fb-7822-8ae1-c500f92430c7', '01a20373-d7df-730c-9e39-0feb092cdc40', '01a20373-d7c4-7743-9799-44209fc325f3', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a20373-d04a-780c-be45-d588b9f65cf0', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a20373-d869-7684-9e31-0d20f17eedca', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795354253403914, 1795354253403914, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a20373-d8a4-7a41-a413-7b0941002edf', '01a20373-d8a4-7a1d-ab9b-c928983ce980', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', '01a20373-d7c4-7743-9799-44209fc325f3', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a20373-d889-758b-8714-50ff41fdf259', NULL, NULL, '01a20373-d87c-7d35-be11-0e508f6249b5:1', NULL, NULL, NULL, NULL, NULL, '01a20373-d89f-7acd-b206-bf7e14730e32', 2, 1795354253471612, 1795354253471708, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a20373-d582-7262-b248-f6f41b336b41', '01a20373-d582-7230-a350-4bc3a69b9f93', 0, '01a20373-d45a-7307-9b51-614742bfabef', '{"id":"01a20373-d582-7262-b248-f6f41b336b41","message_id":"01a20373-d582-7230-a350-4bc3a69b9f93","index":0,"key":"01a20373-d582-7262-b248-f6f41b336b41","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795354252000000, 1795354252724319);
INSERT INTO public.parts VALUES ('01a20373-d619-733f-aace-d201e45368d8', '01a20373-d619-7313-8736-c3a887565399', 0, '01a20373-d45a-7307-9b51-614742bfabef', '{"id":"01a20373-d619-733f-aace-d201e45368d8","message_id":"01a20373-d619-7313-8736-c3a887565399","index":0,"key":"01a20373-d619-733f-aace-d201e45368d8","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795354252842203);
INSERT INTO public.parts VALUES ('01a20373-d672-7807-8969-4f1665186412', '01a20373-d672-77cb-b71b-a8895a6b16f5', 0, '01a20373-d45a-7307-9b51-614742bfabef', '{"id":"01a20373-d672-7807-8969-4f1665186412","message_id":"01a20373-d672-77cb-b71b-a8895a6b16f5","index":0,"key":"01a20373-d672-7807-8969-4f1665186412","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795354252000000, 1795354252931405);
INSERT INTO public.raws VALUES ('01a20373-d46d-7cf1-acd8-dea9224408e4', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795354252395911);
INSERT INTO public.raws VALUES ('01a20373-d4a5-7288-a960-5983c6d3a498', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795354252396716);
INSERT INTO public.raws VALUES ('01a20373-d4ac-768f-be22-ea1c830839d5', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795354252396974);
INSERT INTO public.raws VALUES ('01a20373-d4db-79e9-a4e5-7e2235bd6000', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795354252507625);
INSERT INTO public.raws VALUES ('01a20373-d4e3-7aed-9c96-b8840089ac9a', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795354252515691);
INSERT INTO public.raws VALUES ('01a20373-d4e8-7667-9680-04048c8f93de', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795354252520389);
INSERT INTO public.raws VALUES ('01a20373-d4ed-7c52-9f58-dc8fbbe64151', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795354252525779);
INSERT INTO public.raws VALUES ('01a20373-d50c-72e5-8760-5e72108a4de5', '01a20373-d45a-7307-9b51-614742bfabef', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343235322c22656469745f64617465223a313739353335343235322c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795354252556157);
INSERT INTO public.raws VALUES ('01a20373-d7ec-710f-b104-f2f31330bd54', '01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'web.message', NULL, '\x7b226964223a2230316132303337332d643764662d373330622d383636652d3236653661393666333961323a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337332d643764662d373330632d396533392d306665623039326364633430222c226e616d65223a22e8aebfe5aea22044433430222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325431333a33303a35332e3239303735315a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795354253292069);
INSERT INTO public.raws VALUES ('01a20373-d80c-7669-aa9c-ab62b553164c', '01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303337332d643830632d373631372d396465372d383465343438396564343438222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337332d643764662d373330632d396533392d306665623039326364633430222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325431333a33303a35332e3332343339395a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795354253324420);
INSERT INTO public.raws VALUES ('01a20373-d877-70b9-b5fc-d1b7ad47f4af', '01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303337332d643837372d373032302d626664622d643763643131366138663337222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337332d643764662d373330632d396533392d306665623039326364633430227d2c2273656e745f6174223a22323032362d31312d32325431333a33303a35332e3433313031305a222c2272656673223a5b2230316132303337332d643836392d373638342d396533312d306432306631376565646361225d7d', NULL, 'done', NULL, 1, 1795354253431047);
INSERT INTO public.raws VALUES ('01a20373-d884-7b93-80a9-8ee99f64551a', '01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303337332d643838342d376164352d616238632d326333386163613161623333222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337332d643837632d376433362d396633362d343666613966346634643539222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325431333a33303a35332e3434343731325a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795354253444758);
INSERT INTO public.raws VALUES ('01a20373-d89f-7acd-b206-bf7e14730e32', '01a20373-d7c4-7743-9799-44209fc325f3', 'web', 'web.message', NULL, '\x7b226964223a2230316132303337332d643837632d376433352d626531312d3065353038663632343962353a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337332d643837632d376433362d396633362d343666613966346634643539227d2c2273656e745f6174223a22323032362d31312d32325431333a33303a35332e3437313631325a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795354253471708);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","contacts.export","contacts.erase","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","contacts.export","contacts.erase","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:start''');
INSERT INTO public.search VALUES (2, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (3, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (5, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (4, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.settings VALUES ('key.fingerprint', 'beac73a200003aab');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:30835');
INSERT INTO public.settings VALUES ('streams.epoch', '2c1452a78afd');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a20373-d527-7d6c-ad82-0dfae840fac5', NULL, '售后', 'skill_group', 1795354252583928, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', '1', '01a20373-d87c-7d35-be11-0e508f6249b5', 1795354913000000);
INSERT INTO public.visitor_sessions VALUES ('01a20373-d7df-730b-866e-26e6a96f39a2', '\x8d82db81cb526dc4d574e35befefd8191f5fc9f8a051aa3549b6ca15fc2c80ec', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d7df-730c-9e39-0feb092cdc40', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795354253279185, 1795354253279185, 1810906253279185, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a20373-d87c-7d35-be11-0e508f6249b5', '\xfd9d78b5a386b5e75808d49de1867fb99ecc8e03771f346c1c8799bed8cf7f40', '01a20373-d7c4-7743-9799-44209fc325f3', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', '4711', NULL, NULL, 1795354253436862, 1795354253458044, 1797946253458044, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a20373-d7e7-7aef-9d9e-e1c928d73a7c', '01a20373-d7df-730b-866e-26e6a96f39a2', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795354253287823);
INSERT INTO public.visitor_users VALUES ('01a20373-d7c4-7743-9799-44209fc325f3', '4711', '01a20373-d87c-7d36-9f36-46fa9f4f4d59', 1795354253440487);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 21, true);
SELECT pg_catalog.setval('public.jobs_id_seq', 6, true);
SELECT pg_catalog.setval('public.messages_pos_seq', 14, true);
ALTER TABLE ONLY public.account_cursors
    ADD CONSTRAINT account_cursors_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.account_health
    ADD CONSTRAINT account_health_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_email_key UNIQUE (email);
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.bulk_items
    ADD CONSTRAINT bulk_items_pkey PRIMARY KEY (bulk_id, idx);
ALTER TABLE ONLY public.bulks
    ADD CONSTRAINT bulks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.canned_replies
    ADD CONSTRAINT canned_replies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contact_notes
    ADD CONSTRAINT contact_notes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contact_stale
    ADD CONSTRAINT contact_stale_pkey PRIMARY KEY (pos);
ALTER TABLE ONLY public.contact_terms
    ADD CONSTRAINT contact_terms_pkey PRIMARY KEY (term, contact_id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversation_counts
    ADD CONSTRAINT conversation_counts_pkey PRIMARY KEY (status, team_id, account_id, slot);
ALTER TABLE ONLY public.conversation_fields
    ADD CONSTRAINT conversation_fields_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (agent_id, conversation_id);
ALTER TABLE ONLY public.early_refs
    ADD CONSTRAINT early_refs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.event_keys
    ADD CONSTRAINT event_keys_pkey PRIMARY KEY (account_id, event_key);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchanges
    ADD CONSTRAINT exchanges_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.field_definitions
    ADD CONSTRAINT field_definitions_pkey PRIMARY KEY (scope, key);
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.loose_blobs
    ADD CONSTRAINT loose_blobs_pkey PRIMARY KEY (blob);
ALTER TABLE ONLY public.message_names
    ADD CONSTRAINT message_names_pkey PRIMARY KEY (account_id, external_id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (pos);
ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_pkey PRIMARY KEY (conversation_id, agent_id);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT parts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT ratings_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY public.raws
    ADD CONSTRAINT raws_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reads
    ADD CONSTRAINT reads_pkey PRIMARY KEY (agent_id, conversation_id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduled_messages
    ADD CONSTRAINT scheduled_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schedules
    ADD CONSTRAINT schedules_name_key UNIQUE (name);
ALTER TABLE ONLY public.schedules
    ADD CONSTRAINT schedules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (pos);
ALTER TABLE ONLY public.search_stale
    ADD CONSTRAINT search_stale_pkey PRIMARY KEY (message_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.suggestions
    ADD CONSTRAINT suggestions_pkey PRIMARY KEY (conversation_id);
ALTER TABLE ONLY public.taggings
    ADD CONSTRAINT taggings_pkey PRIMARY KEY (target_id, tag_id);
ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_scope_name_key UNIQUE (scope, name);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (team_id, agent_id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.transfers
    ADD CONSTRAINT transfers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visitor_proofs
    ADD CONSTRAINT visitor_proofs_pkey PRIMARY KEY (account_id, token_id);
ALTER TABLE ONLY public.visitor_sessions
    ADD CONSTRAINT visitor_sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visitor_uploads
    ADD CONSTRAINT visitor_uploads_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visitor_users
    ADD CONSTRAINT visitor_users_pkey PRIMARY KEY (account_id, subject);
ALTER TABLE ONLY public.word_lists
    ADD CONSTRAINT word_lists_name_key UNIQUE (name);
ALTER TABLE ONLY public.word_lists
    ADD CONSTRAINT word_lists_pkey PRIMARY KEY (id);
CREATE INDEX assignments_conversation ON public.assignments USING btree (conversation_id, from_at);
CREATE UNIQUE INDEX assignments_open ON public.assignments USING btree (conversation_id) WHERE (to_at IS NULL);
CREATE INDEX assignments_team ON public.assignments USING btree (team_id, from_at);
CREATE INDEX attachments_blob ON public.attachments USING btree ("substring"(media, '"blob":"([0-9a-f]+)"'::text));
CREATE INDEX attachments_message ON public.attachments USING btree (message_id, idx);
CREATE INDEX audit_actor ON public.audit USING btree (actor_id, id);
CREATE INDEX audit_target ON public.audit USING btree (target, id);
CREATE INDEX bulks_agent ON public.bulks USING btree (agent_id, id);
CREATE UNIQUE INDEX canned_replies_owned ON public.canned_replies USING btree (owner_id, shortcut) WHERE (owner_id IS NOT NULL);
CREATE UNIQUE INDEX canned_replies_shared ON public.canned_replies USING btree (shortcut) WHERE (owner_id IS NULL);
CREATE INDEX contact_notes_contact ON public.contact_notes USING btree (contact_id, id);
CREATE INDEX contact_terms_contact ON public.contact_terms USING btree (contact_id);
CREATE INDEX contacts_merged ON public.contacts USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX conversations_account ON public.conversations USING btree (account_id, status, last_at, id, team_id);
CREATE INDEX conversations_agent ON public.conversations USING btree (agent_id, last_at, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX conversations_contact ON public.conversations USING btree (contact_id, id);
CREATE INDEX conversations_list ON public.conversations USING btree (status, team_id, last_at, id);
CREATE INDEX conversations_offered ON public.conversations USING btree (offered_id) WHERE (offered_id IS NOT NULL);
CREATE INDEX conversations_offered_team ON public.conversations USING btree (offered_team_id) WHERE (offered_team_id IS NOT NULL);
CREATE UNIQUE INDEX conversations_open ON public.conversations USING btree (account_id, thread) WHERE (ended_at IS NULL);
CREATE INDEX conversations_queue ON public.conversations USING btree (team_id, need, priority DESC, queued_at, id) WHERE ((status = 'queued'::text) AND (NOT unrouted));
CREATE INDEX conversations_thread ON public.conversations USING btree (account_id, thread, id) WHERE (ended_at IS NOT NULL);
CREATE INDEX conversations_unrouted ON public.conversations USING btree (queued_at, id) WHERE unrouted;
CREATE INDEX conversations_waiting ON public.conversations USING btree (status, team_id, COALESCE(waiting_since, ('8000000000000000'::bigint - last_at)), id, account_id) WHERE (ended_at IS NULL);
CREATE INDEX early_refs_external ON public.early_refs USING btree (account_id, external_id);
CREATE UNIQUE INDEX erasures_contact ON public.erasures USING btree (contact_id);
CREATE INDEX events_contact ON public.events USING btree (contact_id, id) WHERE (conversation_id IS NULL);
CREATE INDEX events_mentions ON public.events USING btree (agent_id, id) WHERE (type = 'message.mentioned'::text);
CREATE UNIQUE INDEX events_rev ON public.events USING btree (conversation_id, rev) WHERE (conversation_id IS NOT NULL);
CREATE UNIQUE INDEX events_stream ON public.events USING btree (identity_id, stream_offset) WHERE (stream_offset IS NOT NULL);
CREATE INDEX exchanges_account ON public.exchanges USING btree (account_id, id);
CREATE INDEX exchanges_message ON public.exchanges USING btree (message_id, id) WHERE (message_id IS NOT NULL);
CREATE INDEX identities_contact ON public.identities USING btree (contact_id);
CREATE UNIQUE INDEX identities_external ON public.identities USING btree (account_id, external_id);
CREATE INDEX identities_union ON public.identities USING btree (union_id) WHERE (union_id IS NOT NULL);
CREATE INDEX jobs_dead ON public.jobs USING btree (id) WHERE (state = 'dead'::text);
CREATE INDEX jobs_due ON public.jobs USING btree (class, due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX jobs_key ON public.jobs USING btree (key, id) WHERE (state <> 'dead'::text);
CREATE INDEX jobs_running ON public.jobs USING btree (lane, epoch) WHERE (state = 'running'::text);
CREATE INDEX kept_expires ON public.kept USING btree (expires_at);
CREATE INDEX message_names_message ON public.message_names USING btree (message_id);
CREATE UNIQUE INDEX messages_client ON public.messages USING btree (conversation_id, client_message_id) WHERE (client_message_id IS NOT NULL);
CREATE INDEX messages_external ON public.messages USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messages_group ON public.messages USING btree (account_id, group_key) WHERE (group_key IS NOT NULL);
CREATE UNIQUE INDEX messages_id ON public.messages USING btree (id);
CREATE UNIQUE INDEX messages_seq ON public.messages USING btree (conversation_id, seq);
CREATE UNIQUE INDEX messages_stream ON public.messages USING btree (identity_id, stream_offset) WHERE (stream_offset IS NOT NULL);
CREATE INDEX participants_agent ON public.participants USING btree (agent_id, conversation_id);
CREATE INDEX parts_doubt ON public.parts USING btree (id) WHERE (state = 'in_doubt'::text);
CREATE INDEX parts_external ON public.parts USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX parts_message ON public.parts USING btree (message_id, idx);
CREATE INDEX ratings_rated ON public.ratings USING btree (rated_at, conversation_id) WHERE (rated_at IS NOT NULL);
CREATE INDEX raws_blob ON public.raws USING btree (blob) WHERE (blob IS NOT NULL);
CREATE INDEX raws_failed ON public.raws USING btree (id) WHERE (state = 'failed'::text);
CREATE INDEX scheduled_messages_agent ON public.scheduled_messages USING btree (agent_id, send_at, id) WHERE (state = ANY (ARRAY['scheduled'::text, 'sending'::text, 'failed'::text]));
CREATE UNIQUE INDEX scheduled_messages_client ON public.scheduled_messages USING btree (conversation_id, client_message_id);
CREATE INDEX search_tokens ON public.search USING gin (tokens) WITH (gin_pending_list_limit='128');
CREATE INDEX sessions_agent ON public.sessions USING btree (agent_id, id);
CREATE INDEX suggestions_created ON public.suggestions USING btree (created_at);
CREATE INDEX taggings_tag ON public.taggings USING btree (tag_id, target_id);
CREATE INDEX team_members_agent ON public.team_members USING btree (agent_id);
CREATE INDEX teams_parent ON public.teams USING btree (parent_id);
CREATE INDEX transfers_conversation ON public.transfers USING btree (conversation_id, id);
CREATE INDEX uploads_blob ON public.uploads USING btree (blob);
CREATE INDEX visitor_proofs_expiry ON public.visitor_proofs USING btree (expires_at);
CREATE INDEX visitor_sessions_expiry ON public.visitor_sessions USING btree (expires_at);
CREATE INDEX visitor_sessions_identity ON public.visitor_sessions USING btree (identity_id);
CREATE UNIQUE INDEX visitor_sessions_token ON public.visitor_sessions USING btree (token_hash);
CREATE INDEX visitor_uploads_blob ON public.visitor_uploads USING btree (blob);
CREATE INDEX visitor_uploads_unused ON public.visitor_uploads USING btree (created_at) WHERE (NOT used);
CREATE UNIQUE INDEX visitor_users_identity ON public.visitor_users USING btree (identity_id);
ALTER TABLE ONLY public.account_cursors
    ADD CONSTRAINT account_cursors_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.account_health
    ADD CONSTRAINT account_health_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_role_fkey FOREIGN KEY (role) REFERENCES public.roles(name);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_role_fkey FOREIGN KEY (role) REFERENCES public.roles(name);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id);
ALTER TABLE ONLY public.taggings
    ADD CONSTRAINT taggings_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES public.tags(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.teams(id);
