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
    code text
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
    borrowed text
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
    updated_at bigint NOT NULL
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
CREATE TABLE public.leases (
    name text NOT NULL,
    owner text NOT NULL,
    epoch bigint NOT NULL,
    until bigint NOT NULL
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
INSERT INTO public.account_health VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'healthy', NULL, 1795296947071654, 1795296947240801, 1795296947617648, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795296947770425, 1795296948832022, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:21647/hooks/telegram/01a20009-6b7c-7826-ba30-9a065ccbbbd1","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:40035","receive":"webhook"}', '\x01a28a8eec9b32f6c828577dfa1c3045415694b749c406f8b6cee0d1cd9814c4519b42a10ff7f508553c8d0787023a2ec57c3200b456239d24134d1a9ca0ee10699c92f177812e31c6259d51c9edbfff1ece2062605724e1b620527935d1863a07d0114fe279c2237e51abeefee74cad23b18207ac7ef5abfbf3dc658a971e4e4ba86bdb4a2052c339a2763d78e67fb3e34068cced584845d3c0a46f29bb2b95b3bf4604410472bcd9921f3b', 'active', 1795296947070420, 1795296947070420, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'Website', '{}', '\x01a28a8eec9b32f6c85acbbf1fbaab66f6a8bb62c7407dab5d4a841028143c69e7a62e077fe588436117a78e1a1f5fe68d76be7d027d3bcf449dd1893c64e4e441196d1e664f6cf230acccc3e23ccb2cda64b46e5bb37f21cf0841458cdaf423ad427cdab733730a', 'active', 1795296947769736, 1795296947769736, NULL, NULL);
INSERT INTO public.agents VALUES ('01a20009-6742-7250-9167-2a87225a84cf', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$QoXcypooi3hrWyYnEfI+iw$J8rgZrHBDnF5h7F8VwwWnwnwuMXIoFUM45YD0unNRGI', 'offline', NULL, false, 1795296946160516, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a20009-681d-7762-80a7-c62dd21c71ae', '01a20009-6742-7250-9167-2a87225a84cf', 'setup', 'sb_MxQq3V', '\x2795b1de7a8bb0c93b67751ffde2f9137979300470e4b809b151c9569000313c', 'null', 1795296946205497, 1795296947259018, NULL);
INSERT INTO public.assignments VALUES ('01a20009-6c77-756a-bf73-bcc43c9e8efb', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6742-7250-9167-2a87225a84cf', NULL, 'answered', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 1795296947303860, NULL);
INSERT INTO public.assignments VALUES ('01a20009-6d36-7813-8fee-4fed5616c97b', '01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6742-7250-9167-2a87225a84cf', NULL, 'answered', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 1795296947462350, 1795296947731397);
INSERT INTO public.assignments VALUES ('01a20009-704b-7877-bf97-8b2993c2f7b9', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', '01a20009-6742-7250-9167-2a87225a84cf', NULL, 'answered', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 1795296948227803, NULL);
INSERT INTO public.attachments VALUES ('01a20009-6bfe-7246-b685-4429b302b7db', '01a20009-6bfe-723f-bbe7-50015edd7ac8', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a20009-6f03-7249-80eb-e960acd660b6', '01a20009-6f03-7208-b1d5-60a1324ea370', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a20009-6824-740c-ad3d-d22dc333cb14', 1795296946212265, 'system', NULL, 'owner.set_up', '01a20009-6742-7250-9167-2a87225a84cf', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a20009-6bcb-7b69-8dd8-0adf78cb5c55', 1795296947147748, 'system', NULL, 'account.added', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a20009-6c52-73e4-955c-8cf007b6aa96', 1795296947282255, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'team.created', '01a20009-6c51-7581-922f-e4a07a7a4266', '售后');
INSERT INTO public.audit VALUES ('01a20009-6e3f-769e-abf4-7687aec29069', 1795296947775433, 'system', NULL, 'account.added', '01a20009-6e39-7a94-8054-5f49cd475395', 'web Website');
INSERT INTO public.contact_terms VALUES ('小明', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('42', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('x', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a20009-6be8-79d3-ac6c-67c8b1f97907', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('43', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('an', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('s', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('a', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a20009-6be5-7146-a44e-d2eab85e3685', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('红', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('example', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('li', '01a20009-6f03-71e1-8a13-2ad07837e617', true);
INSERT INTO public.contact_terms VALUES ('李', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('l', '01a20009-6f03-71e1-8a13-2ad07837e617', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('4', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('47', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contact_terms VALUES ('471', '01a20009-7187-7ac8-8f8b-9efd30ceb766', false);
INSERT INTO public.contacts VALUES ('01a20009-6be8-79d3-ac6c-67c8b1f97907', 'known', '小明 王', 'zh', NULL, false, NULL, 1795296947168289, 1795296947168289, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20009-6be5-7146-a44e-d2eab85e3685', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795296947164514, 1795296947164514, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20009-6f03-71e1-8a13-2ad07837e617', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795296947969539, 1795296948007205, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20009-7187-7ac8-8f8b-9efd30ceb766', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795296948564439, 1795296948656164, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 6, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 2, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 0, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 0, 0);
INSERT INTO public.conversation_counts VALUES ('active', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e39-7a94-8054-5f49cd475395', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e39-7a94-8054-5f49cd475395', 5, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e39-7a94-8054-5f49cd475395', 4, 2);
INSERT INTO public.conversations VALUES ('01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6be8-79d3-ac6c-67c8b1f97907', '42', NULL, 'active', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', NULL, '01a20009-6742-7250-9167-2a87225a84cf', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a20009-6cdd-7f10-9167-ca4ca1466704', 'out', 'in doubt', 7, 1795296947420748, NULL, 1795296947168289, 1795296947451573, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6be5-7146-a44e-d2eab85e3685', '43', NULL, 'completed', 'none', NULL, NULL, '01a20009-6742-7250-9167-2a87225a84cf', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a20009-6d36-7817-beee-1b6e644c2c7f', 'out', '您好！1', 3, 1795296947462350, NULL, 1795296947164514, 1795296947731397, 1795296947731397, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20009-6f03-71f5-8ee3-8c6f3659ffc2', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-6f03-71e1-8a13-2ad07837e617', '01a20009-6e43-7519-9dfe-d53897fd3875', NULL, 'active', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', NULL, '01a20009-6742-7250-9167-2a87225a84cf', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a20009-704b-787d-9037-cfa8b6775fc6', 'out', '有的', 2, 1795296948227803, NULL, 1795296947969539, 1795296948332665, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20009-7249-729f-87f5-b40371d270a7', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-70f4-7e93-96fa-cb188d07f42d', '01a20009-7187-7ac8-8f8b-9efd30ceb766', '01a20009-70f4-7e93-96fa-cb188d07f42d', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a20009-7249-72b4-9456-91c0eba43641', 'in', '我想退货', 1, 1795296948792319, 1795296948792319, 1795296948792319, 1795296948792319, NULL, 1795296948792319, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e43-7516-863b-e82dac7905fa:1');
INSERT INTO public.event_keys VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', 'c:01a20009-6f24-7b46-acb0-4da745472a9c');
INSERT INTO public.event_keys VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', 'r:01a20009-7064-779b-a8e4-5329c146318e');
INSERT INTO public.event_keys VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', 'i:01a20009-7154-7462-9087-e942ecab9b95');
INSERT INTO public.event_keys VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-70f4-7e92-a9ef-569a0aee2cfb:1');
INSERT INTO public.events VALUES ('01a20009-6be8-7a3a-b264-d9f8ae1d69d5', 'conversation.created', '01a20009-6be8-7a18-9417-6ee147d98bd5', 1, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, NULL, '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, 'queued', NULL, 1795296947168289, NULL);
INSERT INTO public.events VALUES ('01a20009-6be5-716e-a520-57493e21f05f', 'conversation.created', '01a20009-6be5-7164-b532-b60d8cfe198e', 1, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, NULL, '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, NULL, 'contact', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, 'queued', NULL, 1795296947164514, NULL);
INSERT INTO public.events VALUES ('01a20009-6c26-747b-9c1c-fa95b49021ec', 'message.updated', '01a20009-6be8-7a18-9417-6ee147d98bd5', 6, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, NULL, '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, '01a20009-6bf8-75db-af2f-bd8ffd4c317d', 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795296947234020, NULL);
INSERT INTO public.events VALUES ('01a20009-6c32-7e7d-b99a-29874c7ff105', 'message.updated', '01a20009-6be8-7a18-9417-6ee147d98bd5', 7, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, NULL, '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a20009-6bfe-7246-b685-4429b302b7db","message_id":"01a20009-6bfe-723f-bbe7-50015edd7ac8","state":"ready"}', 1795296947250566, NULL);
INSERT INTO public.events VALUES ('01a20009-6c77-755f-a9ba-1b07a319e61f', 'conversation.assigned', '01a20009-6be8-7a18-9417-6ee147d98bd5', 8, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'queued', 'active', NULL, 1795296947303860, NULL);
INSERT INTO public.events VALUES ('01a20009-6c9d-7bb0-8fc3-20f555658067', 'message.delivery_changed', '01a20009-6be8-7a18-9417-6ee147d98bd5', 10, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, '01a20009-6c77-756d-ac34-b2d0e51e8aab', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795296947351008, NULL);
INSERT INTO public.events VALUES ('01a20009-6cb9-747b-8da3-ae9405481752', 'message.updated', '01a20009-6be8-7a18-9417-6ee147d98bd5', 11, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, '01a20009-6c77-756d-ac34-b2d0e51e8aab', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795296947375095, NULL);
INSERT INTO public.events VALUES ('01a20009-6cce-7c69-a70e-7449ffbc2d5e', 'message.updated', '01a20009-6be8-7a18-9417-6ee147d98bd5', 12, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, '01a20009-6c77-756d-ac34-b2d0e51e8aab', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795296947402597, NULL);
INSERT INTO public.events VALUES ('01a20009-6cfd-7c6b-9f01-ced29aaa9c70', 'message.delivery_changed', '01a20009-6be8-7a18-9417-6ee147d98bd5', 15, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, '01a20009-6cdd-7f10-9167-ca4ca1466704', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795296947451573, NULL);
INSERT INTO public.events VALUES ('01a20009-6d36-77f7-9169-1bdb0ba24d09', 'conversation.assigned', '01a20009-6be5-7164-b532-b60d8cfe198e', 4, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, NULL, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'queued', 'active', NULL, 1795296947462350, NULL);
INSERT INTO public.events VALUES ('01a20009-6da0-7403-bbe1-6af012082270', 'message.delivery_changed', '01a20009-6be5-7164-b532-b60d8cfe198e', 6, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, '01a20009-6d36-7817-beee-1b6e644c2c7f', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795296947607700, NULL);
INSERT INTO public.events VALUES ('01a20009-6db1-737a-9dd7-a23f7f48ceee', 'message.updated', '01a20009-6be5-7164-b532-b60d8cfe198e', 7, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, '01a20009-6d36-7817-beee-1b6e644c2c7f', 'agent', '01a20009-6742-7250-9167-2a87225a84cf', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795296947631244, NULL);
INSERT INTO public.events VALUES ('01a20009-6e00-78be-b658-610cf52e442a', 'message.updated', '01a20009-6be5-7164-b532-b60d8cfe198e', 8, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, '01a20009-6d36-7817-beee-1b6e644c2c7f', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795296947703385, NULL);
INSERT INTO public.events VALUES ('01a20009-6e18-7415-abe2-61af0d4bf3df', 'conversation.completed', '01a20009-6be5-7164-b532-b60d8cfe198e', 10, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', NULL, NULL, '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, NULL, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'active', 'completed', '{"disposition":"solved"}', 1795296947731397, NULL);
INSERT INTO public.events VALUES ('01a20009-6f03-71fe-b5bc-c76cc0a80599', 'conversation.created', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', 1, '01a20009-6e39-7a94-8054-5f49cd475395', NULL, NULL, '01a20009-6f03-71e1-8a13-2ad07837e617', '01a20009-6e43-7519-9dfe-d53897fd3875', NULL, 'contact', '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, 'queued', NULL, 1795296947969539, 1);
INSERT INTO public.events VALUES ('01a20009-6f22-75f1-84e4-4e572c1b3517', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, 'contact', '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, '{"name":"访客 3875"}', 1795296948002120, NULL);
INSERT INTO public.events VALUES ('01a20009-6f28-7201-980d-59a710f286bd', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, 'contact', '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, '{"name":"李小红"}', 1795296948007205, NULL);
INSERT INTO public.events VALUES ('01a20009-704b-786a-97df-2ba5dd3e63e6', 'conversation.assigned', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', 3, '01a20009-6e39-7a94-8054-5f49cd475395', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6f03-71e1-8a13-2ad07837e617', '01a20009-6e43-7519-9dfe-d53897fd3875', NULL, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'queued', 'active', NULL, 1795296948227803, 3);
INSERT INTO public.events VALUES ('01a20009-7090-7cb2-8045-e40b323b791e', 'message.delivery_changed', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', 5, '01a20009-6e39-7a94-8054-5f49cd475395', NULL, '01a20009-6742-7250-9167-2a87225a84cf', '01a20009-6f03-71e1-8a13-2ad07837e617', '01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-704b-787d-9037-cfa8b6775fc6', 'contact', '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795296948332665, 5);
INSERT INTO public.events VALUES ('01a20009-7187-7af7-ab23-9f05885a4659', 'contact.updated', NULL, NULL, '01a20009-6e39-7a94-8054-5f49cd475395', NULL, NULL, '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, NULL, 'contact', '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, NULL, '{"identity_id":"01a20009-70f4-7e93-96fa-cb188d07f42d","reachable":true}', 1795296948564439, NULL);
INSERT INTO public.events VALUES ('01a20009-71b1-734b-88ef-ed851a495efe', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, NULL, 'contact', '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, NULL, '{"name":"王明"}', 1795296948656164, NULL);
INSERT INTO public.events VALUES ('01a20009-7249-72ac-b19d-992c7701f46b', 'conversation.created', '01a20009-7249-729f-87f5-b40371d270a7', 1, '01a20009-6e39-7a94-8054-5f49cd475395', NULL, NULL, '01a20009-7187-7ac8-8f8b-9efd30ceb766', '01a20009-70f4-7e93-96fa-cb188d07f42d', NULL, 'contact', '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, 'queued', NULL, 1795296948792319, 1);
INSERT INTO public.exchanges VALUES ('01a20009-6c22-731e-8ba1-b98553f64fed', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6bfe-723f-bbe7-50015edd7ac8', NULL, 1795296947234201, '{"id":"01a20009-6c22-731e-8ba1-b98553f64fed","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6bfe-723f-bbe7-50015edd7ac8","at":"2026-11-21T21:35:47.234201Z","duration_us":1958,"method":"POST","url":"http://127.0.0.1:40035/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20009-6c24-72e4-a649-d8780aeabbf7', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6bfe-723f-bbe7-50015edd7ac8', NULL, 1795296947236187, '{"id":"01a20009-6c24-72e4-a649-d8780aeabbf7","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6bfe-723f-bbe7-50015edd7ac8","at":"2026-11-21T21:35:47.236187Z","duration_us":12028,"method":"GET","url":"http://127.0.0.1:40035/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a20009-6c96-723f-b491-4fb40bac6d27', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6c77-756d-ac34-b2d0e51e8aab', '01a20009-6c77-7591-ac8c-ce0db70cdf1f', 1795296947350141, '{"id":"01a20009-6c96-723f-b491-4fb40bac6d27","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6c77-756d-ac34-b2d0e51e8aab","part_id":"01a20009-6c77-7591-ac8c-ce0db70cdf1f","at":"2026-11-21T21:35:47.350141Z","duration_us":676,"method":"POST","url":"http://127.0.0.1:40035/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795296947,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20009-6cc9-75f0-ab92-8c9cbceadb70', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6c77-756d-ac34-b2d0e51e8aab', '01a20009-6c77-7591-ac8c-ce0db70cdf1f', 1795296947401383, '{"id":"01a20009-6cc9-75f0-ab92-8c9cbceadb70","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6c77-756d-ac34-b2d0e51e8aab","part_id":"01a20009-6c77-7591-ac8c-ce0db70cdf1f","at":"2026-11-21T21:35:47.401383Z","duration_us":440,"method":"POST","url":"http://127.0.0.1:40035/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a20009-6cfa-7cec-9f59-a56b44a715e3', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6cdd-7f10-9167-ca4ca1466704', '01a20009-6cdd-7f2e-a6eb-c520c5596fb9', 1795296947450838, '{"id":"01a20009-6cfa-7cec-9f59-a56b44a715e3","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6cdd-7f10-9167-ca4ca1466704","part_id":"01a20009-6cdd-7f2e-a6eb-c520c5596fb9","at":"2026-11-21T21:35:47.450838Z","duration_us":627,"method":"POST","url":"http://127.0.0.1:40035/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a20009-6d96-7b6c-8d59-9d091e5deb0c', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6d36-7817-beee-1b6e644c2c7f', '01a20009-6d36-7833-8635-e565b7276aa0', 1795296947606742, '{"id":"01a20009-6d96-7b6c-8d59-9d091e5deb0c","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6d36-7817-beee-1b6e644c2c7f","part_id":"01a20009-6d36-7833-8635-e565b7276aa0","at":"2026-11-21T21:35:47.606742Z","duration_us":916,"method":"POST","url":"http://127.0.0.1:40035/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795296947,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20009-6df6-7d50-b1ea-7962edf3ba24', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '01a20009-6d36-7817-beee-1b6e644c2c7f', '01a20009-6d36-7833-8635-e565b7276aa0', 1795296947702863, '{"id":"01a20009-6df6-7d50-b1ea-7962edf3ba24","account_id":"01a20009-6b7c-7826-ba30-9a065ccbbbd1","message_id":"01a20009-6d36-7817-beee-1b6e644c2c7f","part_id":"01a20009-6d36-7833-8635-e565b7276aa0","at":"2026-11-21T21:35:47.702863Z","duration_us":394,"method":"POST","url":"http://127.0.0.1:40035/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-21 21:35:44.633995');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-21 21:35:44.675769');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-21 21:35:45.74018');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-21 21:35:45.745107');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-21 21:35:45.764569');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-21 21:35:45.786709');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-21 21:35:45.79128');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-21 21:35:45.794762');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-21 21:35:45.801127');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-21 21:35:45.811747');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-21 21:35:45.815327');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-21 21:35:45.862171');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-21 21:35:45.878073');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-21 21:35:45.907365');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-21 21:35:45.924494');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-21 21:35:45.939007');
INSERT INTO public.identities VALUES ('01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '42', '01a20009-6be8-79d3-ac6c-67c8b1f97907', '小明 王', 'xiaoming', 'person', true, 0, '01a20009-6be8-79d3-ac6c-67c8b1f97907', 1795296947168289, 1795296947168289);
INSERT INTO public.identities VALUES ('01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '43', '01a20009-6be5-7146-a44e-d2eab85e3685', 'Anna Schmidt', NULL, 'person', true, 0, '01a20009-6be5-7146-a44e-d2eab85e3685', 1795296947164514, 1795296947164514);
INSERT INTO public.identities VALUES ('01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-6f03-71e1-8a13-2ad07837e617', '李小红', NULL, 'person', true, 5, '01a20009-6f03-71e1-8a13-2ad07837e617', 1795296947969539, 1795296948004847);
INSERT INTO public.identities VALUES ('01a20009-70f4-7e93-96fa-cb188d07f42d', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-70f4-7e93-96fa-cb188d07f42d', '01a20009-7187-7ac8-8f8b-9efd30ceb766', '王明', NULL, 'person', true, 2, '01a20009-7187-7ac8-8f8b-9efd30ceb766', 1795296948564439, 1795296948564439);
INSERT INTO public.leases VALUES ('singleton', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 1795296954547098);
INSERT INTO public.leases VALUES ('lane:0', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('node:01a20009-68c1-7271-b82e-d2236036fad2', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a20009-68c1-7271-b82e-d2236036fad2', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a20009-6be8-7a42-9967-c6b12279385e', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a20009-6be0-71f9-9a04-73b1a2656711', NULL, 1795296947000000, 1795296947160473, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a20009-6be5-717b-9894-b0ba81c2f6a6', '01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a20009-6bdb-79f8-a918-913585c13aed', NULL, 1795296947000000, 1795296947160438, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a20009-6bf8-72e5-93b4-71d74225838e', '01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a20009-6be5-7146-a44e-d2eab85e3685', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a20009-6bf4-71e7-ab33-d63ac2e0fe53', NULL, 1795296947000000, 1795296947188104, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a20009-6bfe-723f-bbe7-50015edd7ac8', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a20009-6bfc-7a78-b05b-a56cad0f5b85', NULL, 1795296947000000, 1795296947196665, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a20009-6c10-735f-b3e1-274eb6aab05a', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a20009-6c04-7a13-a8d1-79377a8a6f12', NULL, 1795296947000000, 1795296947204642, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a20009-6bf8-75db-af2f-bd8ffd4c317d', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a20009-6be8-79d3-ac6c-67c8b1f97907', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a20009-6bf4-7a74-a019-7a33fca5c1a1', NULL, 1795296947000000, 1795296947188677, 1795296947000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a20009-6c77-756d-ac34-b2d0e51e8aab', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795296947303860, 1795296947303860, 1795296947375095, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a20009-6cd9-7f10-a2d2-5df77eb62751', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795296947416187, 1795296947416187, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a20009-6cdd-7f10-9167-ca4ca1466704', '01a20009-6be8-7a18-9417-6ee147d98bd5', '01a20009-6be8-79d9-9a3b-62f92a0b902d', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795296947420748, 1795296947420748, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a20009-6d36-7817-beee-1b6e644c2c7f', '01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795296947462350, 1795296947462350, 1795296947631244, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a20009-6e10-73c0-a51f-44188e1b90a4', '01a20009-6be5-7164-b532-b60d8cfe198e', '01a20009-6be5-714e-9af7-10abde269c5f', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795296947726235, 1795296947726235, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a20009-6f03-7208-b1d5-60a1324ea370', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', '01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-6e39-7a94-8054-5f49cd475395', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a20009-6f03-71e1-8a13-2ad07837e617', NULL, NULL, '01a20009-6e43-7516-863b-e82dac7905fa:1', NULL, NULL, NULL, NULL, NULL, '01a20009-6f01-760c-b377-11f39a9d6d8c', 2, 1795296947968217, 1795296947969396, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a20009-704b-787d-9037-cfa8b6775fc6', '01a20009-6f03-71f5-8ee3-8c6f3659ffc2', '01a20009-6e43-7519-9dfe-d53897fd3875', '01a20009-6e39-7a94-8054-5f49cd475395', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a20009-6742-7250-9167-2a87225a84cf', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a20009-704b-787d-9037-cfa8b6775fc6', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795296948227803, 1795296948227803, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a20009-7249-72b4-9456-91c0eba43641', '01a20009-7249-729f-87f5-b40371d270a7', '01a20009-70f4-7e93-96fa-cb188d07f42d', '01a20009-6e39-7a94-8054-5f49cd475395', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a20009-7187-7ac8-8f8b-9efd30ceb766', NULL, NULL, '01a20009-70f4-7e92-a9ef-569a0aee2cfb:1', NULL, NULL, NULL, NULL, NULL, '01a20009-7238-7391-a621-9967d51e93f4', 2, 1795296948792178, 1795296948792233, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a20009-6c77-7591-ac8c-ce0db70cdf1f', '01a20009-6c77-756d-ac34-b2d0e51e8aab', 0, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '{"id":"01a20009-6c77-7591-ac8c-ce0db70cdf1f","message_id":"01a20009-6c77-756d-ac34-b2d0e51e8aab","index":0,"key":"01a20009-6c77-7591-ac8c-ce0db70cdf1f","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795296947000000, 1795296947351008);
INSERT INTO public.parts VALUES ('01a20009-6cdd-7f2e-a6eb-c520c5596fb9', '01a20009-6cdd-7f10-9167-ca4ca1466704', 0, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '{"id":"01a20009-6cdd-7f2e-a6eb-c520c5596fb9","message_id":"01a20009-6cdd-7f10-9167-ca4ca1466704","index":0,"key":"01a20009-6cdd-7f2e-a6eb-c520c5596fb9","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795296947451573);
INSERT INTO public.parts VALUES ('01a20009-6d36-7833-8635-e565b7276aa0', '01a20009-6d36-7817-beee-1b6e644c2c7f', 0, '01a20009-6b7c-7826-ba30-9a065ccbbbd1', '{"id":"01a20009-6d36-7833-8635-e565b7276aa0","message_id":"01a20009-6d36-7817-beee-1b6e644c2c7f","index":0,"key":"01a20009-6d36-7833-8635-e565b7276aa0","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795296947000000, 1795296947607700);
INSERT INTO public.raws VALUES ('01a20009-6bdb-79f8-a918-913585c13aed', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795296947160438);
INSERT INTO public.raws VALUES ('01a20009-6be0-73b4-b1a8-e16f3dba38d9', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795296947160241);
INSERT INTO public.raws VALUES ('01a20009-6be0-71f9-9a04-73b1a2656711', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795296947160473);
INSERT INTO public.raws VALUES ('01a20009-6bf4-71e7-ab33-d63ac2e0fe53', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795296947188104);
INSERT INTO public.raws VALUES ('01a20009-6bf4-7a74-a019-7a33fca5c1a1', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795296947188677);
INSERT INTO public.raws VALUES ('01a20009-6bfc-7a78-b05b-a56cad0f5b85', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795296947196665);
INSERT INTO public.raws VALUES ('01a20009-6c04-7a13-a8d1-79377a8a6f12', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795296947204642);
INSERT INTO public.raws VALUES ('01a20009-6c21-7e08-88c4-29be2de65784', '01a20009-6b7c-7826-ba30-9a065ccbbbd1', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239363934372c22656469745f64617465223a313739353239363934372c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795296947233902);
INSERT INTO public.raws VALUES ('01a20009-6f01-760c-b377-11f39a9d6d8c', '01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'web.message', NULL, '\x7b226964223a2230316132303030392d366534332d373531362d383633622d6538326461633739303566613a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303030392d366534332d373531392d396466652d643533383937666433383735222c226e616d65223a22e8aebfe5aea22033383735222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32315432313a33353a34372e3936383231375a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795296947969396);
INSERT INTO public.raws VALUES ('01a20009-6f24-7bc5-98b6-355d3bf99f23', '01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303030392d366632342d376234362d616362302d346461373435343732613963222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303030392d366534332d373531392d396466652d643533383937666433383735222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32315432313a33353a34382e3030343733395a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795296948004771);
INSERT INTO public.raws VALUES ('01a20009-7064-7826-9e4e-5e58fa745bec', '01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303030392d373036342d373739622d613865342d353332396331343633313865222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303030392d366534332d373531392d396466652d643533383937666433383735227d2c2273656e745f6174223a22323032362d31312d32315432313a33353a34382e3332343530305a222c2272656673223a5b2230316132303030392d373034622d373837642d393033372d636661386236373735666336225d7d', NULL, 'done', NULL, 1, 1795296948324534);
INSERT INTO public.raws VALUES ('01a20009-7154-752b-bf17-f1e1716aaa93', '01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303030392d373135342d373436322d393038372d653934326563616239623935222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303030392d373066342d376539332d393666612d636231383864303766343264222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32315432313a33353a34382e3536343238395a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795296948564338);
INSERT INTO public.raws VALUES ('01a20009-7238-7391-a621-9967d51e93f4', '01a20009-6e39-7a94-8054-5f49cd475395', 'web', 'web.message', NULL, '\x7b226964223a2230316132303030392d373066342d376539322d613965662d3536396130616565326366623a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303030392d373066342d376539332d393666612d636231383864303766343264227d2c2273656e745f6174223a22323032362d31312d32315432313a33353a34382e3739323137385a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795296948792233);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (2, '''0:start''');
INSERT INTO public.search VALUES (4, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (5, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (3, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.search VALUES (14, '''0:想退'' ''0:我想'' ''0:货'' ''0:退货''');
INSERT INTO public.settings VALUES ('key.fingerprint', 'a28a8eec9b32f6c8');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:21647');
INSERT INTO public.settings VALUES ('streams.epoch', '5bdb3077f4c4');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a20009-6c51-7581-922f-e4a07a7a4266', NULL, '售后', 'skill_group', 1795296947281398, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', '1', '01a20009-70f4-7e92-a9ef-569a0aee2cfb', 1795297608000000);
INSERT INTO public.visitor_sessions VALUES ('01a20009-6e43-7516-863b-e82dac7905fa', '\x98f66529739473719003fd42fb579a2d869c22319cb25f29669b778ab92c64a1', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-6e43-7519-9dfe-d53897fd3875', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795296947779322, 1795296947779322, 1810848947779322, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a20009-70f4-7e92-a9ef-569a0aee2cfb', '\x755788e43619c672044d543c1cec0a50eaf4f2bcab31ea5fe4204d2be79deb32', '01a20009-6e39-7a94-8054-5f49cd475395', '01a20009-70f4-7e93-96fa-cb188d07f42d', '4711', NULL, NULL, 1795296948468952, 1795296948701147, 1797888948701147, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a20009-6e88-76ce-ac0a-028a3e5bde13', '01a20009-6e43-7516-863b-e82dac7905fa', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795296947848503);
INSERT INTO public.visitor_users VALUES ('01a20009-6e39-7a94-8054-5f49cd475395', '4711', '01a20009-70f4-7e93-96fa-cb188d07f42d', 1795296948533000);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 16, true);
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
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
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
CREATE INDEX attachments_message ON public.attachments USING btree (message_id, idx);
CREATE INDEX audit_actor ON public.audit USING btree (actor_id, id);
CREATE INDEX audit_target ON public.audit USING btree (target, id);
CREATE INDEX bulks_agent ON public.bulks USING btree (agent_id, id);
CREATE UNIQUE INDEX canned_replies_owned ON public.canned_replies USING btree (owner_id, shortcut) WHERE (owner_id IS NOT NULL);
CREATE UNIQUE INDEX canned_replies_shared ON public.canned_replies USING btree (shortcut) WHERE (owner_id IS NULL);
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
CREATE INDEX conversations_thread ON public.conversations USING btree (account_id, thread, id);
CREATE INDEX conversations_unrouted ON public.conversations USING btree (queued_at, id) WHERE unrouted;
CREATE INDEX conversations_waiting ON public.conversations USING btree (status, team_id, COALESCE(waiting_since, ('8000000000000000'::bigint - last_at)), id, account_id) WHERE (ended_at IS NULL);
CREATE INDEX early_refs_external ON public.early_refs USING btree (account_id, external_id);
CREATE INDEX events_contact ON public.events USING btree (contact_id, id) WHERE (conversation_id IS NULL);
CREATE INDEX events_mentions ON public.events USING btree (agent_id, id) WHERE (type = 'message.mentioned'::text);
CREATE UNIQUE INDEX events_rev ON public.events USING btree (conversation_id, rev) WHERE (conversation_id IS NOT NULL);
CREATE UNIQUE INDEX events_stream ON public.events USING btree (identity_id, stream_offset) WHERE (stream_offset IS NOT NULL);
CREATE INDEX exchanges_account ON public.exchanges USING btree (account_id, id);
CREATE INDEX exchanges_message ON public.exchanges USING btree (message_id, id) WHERE (message_id IS NOT NULL);
CREATE INDEX identities_contact ON public.identities USING btree (contact_id);
CREATE UNIQUE INDEX identities_external ON public.identities USING btree (account_id, external_id);
CREATE INDEX jobs_dead ON public.jobs USING btree (id) WHERE (state = 'dead'::text);
CREATE INDEX jobs_due ON public.jobs USING btree (class, due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX jobs_key ON public.jobs USING btree (key, id) WHERE (state <> 'dead'::text);
CREATE INDEX jobs_running ON public.jobs USING btree (lane, epoch) WHERE (state = 'running'::text);
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
CREATE INDEX raws_failed ON public.raws USING btree (id) WHERE (state = 'failed'::text);
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
