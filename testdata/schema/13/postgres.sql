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
    vip boolean DEFAULT false NOT NULL
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
    weight bigint DEFAULT 100 NOT NULL
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
    at bigint NOT NULL
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
INSERT INTO public.account_health VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'healthy', NULL, 1795354164692663, 1795354165055052, 1795354166106058, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a20372-852b-716f-babe-37a6238a5c55', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795354166575518, 1795354166958465, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:18169/hooks/telegram/01a20372-7dcf-7ed1-93bb-47420af359f5","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:33535","receive":"webhook"}', '\x01d813f2f15112493f9833a2c8ca59f2031913e932b2f667d42ba074a2bbe6f00469f969227d24f9fc2ef6c51cb7494c8e08777691e2d66571747c916070bf7188a9b8ebf699f5819fac1367978f8dd4a370601ca41f7a98d68199c0072bc5b83740ee0626e4949f745649b944f2e260f728279c8bb397dcd5ca1393c2b067c3c5fabe798ad53e1fc2783fa155bea51b41ac7146d0051f99f084e9e8ed65ee1188b3a700674840d43c6dcbb8', 'active', 1795354164690249, 1795354164690249, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a20372-852b-716f-babe-37a6238a5c55', 'web', 'Website', '{}', '\x01d813f2f15112493fd69c7f53747aedd2fe040b69b04f9595073b570472bb76421b7dca573fe8147dfb8e7922717eb7349b115be850dc8f4d0e393b3c5509c1ffc964f4abde7a0c03660286003317e6709d13ac604346f390a7d9dab7b2f1f4bc66b34d36bcdb3d', 'active', 1795354166571229, 1795354166571229, NULL, NULL);
INSERT INTO public.agents VALUES ('01a20372-7790-7c41-acf3-1e837db1bbca', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$uDW2sOxq5vosyj3hjeD0Mw$AfTGCsnp4HXSOQWxdCL/oM+9fGJS8zqTCwqbbwEMWtw', 'offline', NULL, false, 1795354163464510, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a20372-7926-7d98-b003-d42b248a8e8e', '01a20372-7790-7c41-acf3-1e837db1bbca', 'setup', 'sb_BP1tP7', '\x24620a929e90466277772defccdf9224cd011fe9ce76fa9f0480dbccf3ecd4ea', 'null', 1795354163494954, 1795354164900996, NULL);
INSERT INTO public.assignments VALUES ('01a20372-7fa8-7a3c-b625-db6d99dd534c', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 'answered', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 1795354165143948, NULL);
INSERT INTO public.assignments VALUES ('01a20372-81f5-774f-92c0-2cd621f56026', '01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 'answered', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 1795354165743964, 1795354166329842);
INSERT INTO public.assignments VALUES ('01a20372-861e-7de3-b361-f1b66bb45905', '01a20372-855d-73be-af08-10b1cd6c38f6', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 'answered', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 1795354166796037, NULL);
INSERT INTO public.attachments VALUES ('01a20372-7eec-7bea-a089-3dca1cd31756', '01a20372-7eec-7bcf-8a94-c33b52821535', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a20372-855d-7468-b971-b3bc1b507a30', '01a20372-855d-73da-9937-7d750dc560aa', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a20372-7939-76cd-8acd-50bbf9d29e43', 1795354163513446, 'system', NULL, 'owner.set_up', '01a20372-7790-7c41-acf3-1e837db1bbca', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a20372-7e0f-7aa5-a35d-a5fd82f295b8', 1795354164751697, 'system', NULL, 'account.added', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a20372-7f4c-709e-a5fb-61bab7c97572', 1795354165068040, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'team.created', '01a20372-7f38-7461-9487-d55b9c07cf69', '售后');
INSERT INTO public.audit VALUES ('01a20372-8536-7310-ae32-1dca097d1482', 1795354166582201, 'system', NULL, 'account.added', '01a20372-852b-716f-babe-37a6238a5c55', 'web Website');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (5, '01a20372-855d-7397-9827-53b50830d08e');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (6, '01a20372-855d-7397-9827-53b50830d08e');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (7, '01a20372-866d-7d17-9aa0-2172777755e6');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (8, '01a20372-866d-7d17-9aa0-2172777755e6');
INSERT INTO public.contact_terms VALUES ('a', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('an', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('s', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('43', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('x', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('42', '01a20372-7eac-79d4-9103-ee848e804ee8', false);
INSERT INTO public.contact_terms VALUES ('访客', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('客', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('8', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('8a', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('8a0', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('8a09', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contact_terms VALUES ('访', '01a20372-855d-7397-9827-53b50830d08e', false);
INSERT INTO public.contacts VALUES ('01a20372-7eac-79d4-9103-ee848e804ee8', 'known', '小明 王', 'zh', NULL, false, NULL, 1795354164886736, 1795354164886736, NULL, false);
INSERT INTO public.contacts VALUES ('01a20372-7ebe-77d1-a592-56b6d2ed59b3', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795354164904101, 1795354164904101, NULL, false);
INSERT INTO public.contacts VALUES ('01a20372-855d-7397-9827-53b50830d08e', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795354166614537, 1795354166744316, NULL, false);
INSERT INTO public.contacts VALUES ('01a20372-866d-7d17-9aa0-2172777755e6', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795354166870517, 1795354166905151, NULL, false);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 1, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 2, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 5, 0);
INSERT INTO public.conversation_counts VALUES ('active', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7dcf-7ed1-93bb-47420af359f5', 0, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-852b-716f-babe-37a6238a5c55', 4, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-852b-716f-babe-37a6238a5c55', 4, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-852b-716f-babe-37a6238a5c55', 1, 2);
INSERT INTO public.conversations VALUES ('01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7eac-79d4-9103-ee848e804ee8', '42', NULL, 'active', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a20372-81b1-7a4f-9b32-b7d5c3d5f485', 'out', 'in doubt', 7, 1795354165678104, NULL, 1795354164886736, 1795354165712346, NULL, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', '43', NULL, 'completed', 'none', NULL, NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a20372-81f5-7756-a840-fda5e8445c00', 'out', '您好！1', 3, 1795354165743964, NULL, 1795354164904101, 1795354166329842, 1795354166329842, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a20372-855d-73be-af08-10b1cd6c38f6', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-855d-7397-9827-53b50830d08e', '01a20372-853e-7d75-9cf8-112e2edc8a09', NULL, 'active', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a20372-861e-7de8-a2a3-90c6bc2feeb6', 'out', '有的', 2, 1795354166796037, NULL, 1795354166614537, 1795354166839437, NULL, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a20372-86a7-75d1-842e-3aa2a256bb53', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-864e-7242-ad33-a4b84e5a548c', '01a20372-866d-7d17-9aa0-2172777755e6', '01a20372-864e-7242-ad33-a4b84e5a548c', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a20372-86a7-75f7-b2fc-a82918c5f64f', 'in', '我想退货', 1, 1795354166941317, 1795354166941317, 1795354166941317, 1795354166941317, NULL, 1795354166941317, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a20372-7dcf-7ed1-93bb-47420af359f5', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a20372-852b-716f-babe-37a6238a5c55', '01a20372-853e-7d74-a400-47440a165557:1');
INSERT INTO public.event_keys VALUES ('01a20372-852b-716f-babe-37a6238a5c55', 'c:01a20372-856b-7c4b-982f-648e32fb6e93');
INSERT INTO public.event_keys VALUES ('01a20372-852b-716f-babe-37a6238a5c55', 'r:01a20372-8637-72f3-be6d-87c8e1577d86');
INSERT INTO public.event_keys VALUES ('01a20372-852b-716f-babe-37a6238a5c55', 'i:01a20372-8656-75c6-af95-1e44aa7ae65e');
INSERT INTO public.event_keys VALUES ('01a20372-852b-716f-babe-37a6238a5c55', '01a20372-864e-7241-91fa-815c5282a29f:1');
INSERT INTO public.events VALUES ('01a20372-7eac-7a59-9461-15337ae6c46b', 'conversation.created', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 1, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, NULL, '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, 'queued', NULL, 1795354164886736, NULL);
INSERT INTO public.events VALUES ('01a20372-7ebe-781e-b694-1f386dc8b7f5', 'conversation.created', '01a20372-7ebe-780f-ae49-a3cd14428746', 1, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, NULL, '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, NULL, 'contact', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, 'queued', NULL, 1795354164904101, NULL);
INSERT INTO public.events VALUES ('01a20372-7f38-76ed-a179-6f8d833efc27', 'message.updated', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 6, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, NULL, '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, '01a20372-7edb-7ee9-8c96-95234f87b3ee', 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795354165024048, NULL);
INSERT INTO public.events VALUES ('01a20372-7fa8-7a2c-ace4-ac97eacc6483', 'conversation.assigned', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 7, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'queued', 'active', NULL, 1795354165143948, NULL);
INSERT INTO public.events VALUES ('01a20372-7fcf-7d17-b276-c7dbd38e1c6a', 'message.updated', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 9, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a20372-7eec-7bea-a089-3dca1cd31756","message_id":"01a20372-7eec-7bcf-8a94-c33b52821535","state":"ready"}', 1795354165158342, NULL);
INSERT INTO public.events VALUES ('01a20372-809f-78e3-b117-7094a58d87b7', 'message.delivery_changed', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 10, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795354165283008, NULL);
INSERT INTO public.events VALUES ('01a20372-8145-79f7-a3fc-1c42aea3f19d', 'message.updated', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 11, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795354165521060, NULL);
INSERT INTO public.events VALUES ('01a20372-817e-7086-a4b8-d3bcba5fe66b', 'message.updated', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 12, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795354165624132, NULL);
INSERT INTO public.events VALUES ('01a20372-81d2-7aa6-858e-4fde289f77d6', 'message.delivery_changed', '01a20372-7eac-7a3e-a039-72bb767b5ab9', 15, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, '01a20372-81b1-7a4f-9b32-b7d5c3d5f485', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795354165712346, NULL);
INSERT INTO public.events VALUES ('01a20372-81f5-773a-a0ba-31233a132687', 'conversation.assigned', '01a20372-7ebe-780f-ae49-a3cd14428746', 4, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, NULL, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'queued', 'active', NULL, 1795354165743964, NULL);
INSERT INTO public.events VALUES ('01a20372-8357-78da-95fc-47f799558acc', 'message.delivery_changed', '01a20372-7ebe-780f-ae49-a3cd14428746', 6, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, '01a20372-81f5-7756-a840-fda5e8445c00', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795354166097168, NULL);
INSERT INTO public.events VALUES ('01a20372-8366-7578-94cc-63964f741e47', 'message.updated', '01a20372-7ebe-780f-ae49-a3cd14428746', 7, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, '01a20372-81f5-7756-a840-fda5e8445c00', 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795354166114701, NULL);
INSERT INTO public.events VALUES ('01a20372-839d-7ad7-ad57-808d5035088e', 'message.updated', '01a20372-7ebe-780f-ae49-a3cd14428746', 8, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, '01a20372-81f5-7756-a840-fda5e8445c00', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795354166157377, NULL);
INSERT INTO public.events VALUES ('01a20372-8441-7f18-a1cd-74f3207ee10a', 'conversation.completed', '01a20372-7ebe-780f-ae49-a3cd14428746', 10, '01a20372-7dcf-7ed1-93bb-47420af359f5', NULL, NULL, '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, NULL, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'active', 'completed', '{"disposition":"solved"}', 1795354166329842, NULL);
INSERT INTO public.events VALUES ('01a20372-855d-73ce-b6f0-d389bd4cd2c1', 'conversation.created', '01a20372-855d-73be-af08-10b1cd6c38f6', 1, '01a20372-852b-716f-babe-37a6238a5c55', NULL, NULL, '01a20372-855d-7397-9827-53b50830d08e', '01a20372-853e-7d75-9cf8-112e2edc8a09', NULL, 'contact', '01a20372-855d-7397-9827-53b50830d08e', NULL, 'queued', NULL, 1795354166614537, 1);
INSERT INTO public.events VALUES ('01a20372-8568-7f36-8b10-561c42f3fb35', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, 'contact', '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, '{"name":"访客 8A09"}', 1795354166632682, NULL);
INSERT INTO public.events VALUES ('01a20372-85d8-7deb-8bcb-42eff5d0c405', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, 'contact', '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, '{"name":"李小红"}', 1795354166744316, NULL);
INSERT INTO public.events VALUES ('01a20372-861e-7dd2-9cc0-8b1c7ecd7849', 'conversation.assigned', '01a20372-855d-73be-af08-10b1cd6c38f6', 3, '01a20372-852b-716f-babe-37a6238a5c55', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-855d-7397-9827-53b50830d08e', '01a20372-853e-7d75-9cf8-112e2edc8a09', NULL, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'queued', 'active', NULL, 1795354166796037, 3);
INSERT INTO public.events VALUES ('01a20372-863d-7778-bf90-ab9e954a370e', 'message.delivery_changed', '01a20372-855d-73be-af08-10b1cd6c38f6', 5, '01a20372-852b-716f-babe-37a6238a5c55', NULL, '01a20372-7790-7c41-acf3-1e837db1bbca', '01a20372-855d-7397-9827-53b50830d08e', '01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-861e-7de8-a2a3-90c6bc2feeb6', 'contact', '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795354166839437, 5);
INSERT INTO public.events VALUES ('01a20372-866d-7d44-b002-340a6fe38a7d', 'contact.updated', NULL, NULL, '01a20372-852b-716f-babe-37a6238a5c55', NULL, NULL, '01a20372-866d-7d17-9aa0-2172777755e6', NULL, NULL, 'contact', '01a20372-866d-7d17-9aa0-2172777755e6', NULL, NULL, '{"identity_id":"01a20372-864e-7242-ad33-a4b84e5a548c","reachable":true}', 1795354166870517, NULL);
INSERT INTO public.events VALUES ('01a20372-867b-7c97-8180-0c0f6b7e98bf', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20372-866d-7d17-9aa0-2172777755e6', NULL, NULL, 'contact', '01a20372-866d-7d17-9aa0-2172777755e6', NULL, NULL, '{"name":"王明"}', 1795354166905151, NULL);
INSERT INTO public.events VALUES ('01a20372-86a7-75ea-b06e-ea05111408a0', 'conversation.created', '01a20372-86a7-75d1-842e-3aa2a256bb53', 1, '01a20372-852b-716f-babe-37a6238a5c55', NULL, NULL, '01a20372-866d-7d17-9aa0-2172777755e6', '01a20372-864e-7242-ad33-a4b84e5a548c', NULL, 'contact', '01a20372-866d-7d17-9aa0-2172777755e6', NULL, 'queued', NULL, 1795354166941317, 1);
INSERT INTO public.exchanges VALUES ('01a20372-7f14-7ad8-af8f-616b77ba7253', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7eec-7bcf-8a94-c33b52821535', NULL, 1795354165012702, '{"id":"01a20372-7f14-7ad8-af8f-616b77ba7253","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-7eec-7bcf-8a94-c33b52821535","at":"2026-11-22T13:29:25.012702Z","duration_us":495,"method":"POST","url":"http://127.0.0.1:33535/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20372-7f15-73b8-9357-43a985eb5765', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7eec-7bcf-8a94-c33b52821535', NULL, 1795354165013240, '{"id":"01a20372-7f15-73b8-9357-43a985eb5765","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-7eec-7bcf-8a94-c33b52821535","at":"2026-11-22T13:29:25.013240Z","duration_us":21999,"method":"GET","url":"http://127.0.0.1:33535/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a20372-801f-7af1-8efc-b948e25bf1ae', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', '01a20372-7fa8-7a71-b7a6-323ee01937b7', 1795354165279707, '{"id":"01a20372-801f-7af1-8efc-b948e25bf1ae","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-7fa8-7a42-bd9c-fa3dac3f2f43","part_id":"01a20372-7fa8-7a71-b7a6-323ee01937b7","at":"2026-11-22T13:29:25.279707Z","duration_us":3137,"method":"POST","url":"http://127.0.0.1:33535/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795354165,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20372-816a-753e-afd6-d00fccc6d88b', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', '01a20372-7fa8-7a71-b7a6-323ee01937b7', 1795354165610336, '{"id":"01a20372-816a-753e-afd6-d00fccc6d88b","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-7fa8-7a42-bd9c-fa3dac3f2f43","part_id":"01a20372-7fa8-7a71-b7a6-323ee01937b7","at":"2026-11-22T13:29:25.610336Z","duration_us":13637,"method":"POST","url":"http://127.0.0.1:33535/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a20372-81cd-7e27-b2d6-276564f394e5', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-81b1-7a4f-9b32-b7d5c3d5f485', '01a20372-81b1-7a7f-8038-889380150a43', 1795354165709919, '{"id":"01a20372-81cd-7e27-b2d6-276564f394e5","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-81b1-7a4f-9b32-b7d5c3d5f485","part_id":"01a20372-81b1-7a7f-8038-889380150a43","at":"2026-11-22T13:29:25.709919Z","duration_us":2097,"method":"POST","url":"http://127.0.0.1:33535/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a20372-8350-753f-a9fa-5a5b9dbe917c', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-81f5-7756-a840-fda5e8445c00', '01a20372-81f5-7786-bc28-df081a6a6411', 1795354166096337, '{"id":"01a20372-8350-753f-a9fa-5a5b9dbe917c","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-81f5-7756-a840-fda5e8445c00","part_id":"01a20372-81f5-7786-bc28-df081a6a6411","at":"2026-11-22T13:29:26.096337Z","duration_us":775,"method":"POST","url":"http://127.0.0.1:33535/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795354166,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20372-8386-77f7-a82c-39ee65621ae2', '01a20372-7dcf-7ed1-93bb-47420af359f5', '01a20372-81f5-7756-a840-fda5e8445c00', '01a20372-81f5-7786-bc28-df081a6a6411', 1795354166150517, '{"id":"01a20372-8386-77f7-a82c-39ee65621ae2","account_id":"01a20372-7dcf-7ed1-93bb-47420af359f5","message_id":"01a20372-81f5-7756-a840-fda5e8445c00","part_id":"01a20372-81f5-7786-bc28-df081a6a6411","at":"2026-11-22T13:29:26.150517Z","duration_us":5394,"method":"POST","url":"http://127.0.0.1:33535/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 13:29:21.63127');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 13:29:21.729808');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 13:29:22.392839');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 13:29:22.417691');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 13:29:22.520011');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 13:29:22.588495');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 13:29:22.607848');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 13:29:22.619239');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 13:29:22.703249');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 13:29:22.74335');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 13:29:22.769373');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 13:29:22.912038');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 13:29:22.935688');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 13:29:22.973711');
INSERT INTO public.identities VALUES ('01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', '42', '01a20372-7eac-79d4-9103-ee848e804ee8', '小明 王', 'xiaoming', 'person', true, 0, '01a20372-7eac-79d4-9103-ee848e804ee8', 1795354164886736, 1795354164886736);
INSERT INTO public.identities VALUES ('01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7dcf-7ed1-93bb-47420af359f5', '43', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', 'Anna Schmidt', NULL, 'person', true, 0, '01a20372-7ebe-77d1-a592-56b6d2ed59b3', 1795354164904101, 1795354164904101);
INSERT INTO public.identities VALUES ('01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-855d-7397-9827-53b50830d08e', '李小红', NULL, 'person', true, 5, '01a20372-855d-7397-9827-53b50830d08e', 1795354166614537, 1795354166635886);
INSERT INTO public.identities VALUES ('01a20372-864e-7242-ad33-a4b84e5a548c', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-864e-7242-ad33-a4b84e5a548c', '01a20372-866d-7d17-9aa0-2172777755e6', '王明', NULL, 'person', true, 2, '01a20372-866d-7d17-9aa0-2172777755e6', 1795354166870517, 1795354166870517);
INSERT INTO public.leases VALUES ('lane:0', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('node:01a20372-799d-719b-b5b7-894b24cfbd3c', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('singleton', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 1795354171939346);
INSERT INTO public.leases VALUES ('lane:28', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a20372-799d-719b-b5b7-894b24cfbd3c', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a20372-7eac-7a66-89b9-dbd34b8f7611', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a20372-7e95-7616-8bfb-f553e50dac66', NULL, 1795354164000000, 1795354164873307, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a20372-7ebe-7861-b8eb-bdac413c519c', '01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7dcf-7ed1-93bb-47420af359f5', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a20372-7ea7-7e94-961b-47e801c9c582', NULL, 1795354164000000, 1795354164873384, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a20372-7eda-72e5-8066-3d4c0acc4238', '01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7dcf-7ed1-93bb-47420af359f5', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a20372-7ebe-77d1-a592-56b6d2ed59b3', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a20372-7ed8-70b1-98eb-4205e5908245', NULL, 1795354164000000, 1795354164952019, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a20372-7eec-7bcf-8a94-c33b52821535', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a20372-7ee8-7c6a-b13b-af739febf551', NULL, 1795354164000000, 1795354164968764, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a20372-7f0d-744d-b81a-530ec922ce9b', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a20372-7f03-7924-832c-556dcdb5f598', NULL, 1795354164000000, 1795354164995569, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a20372-7edb-7ee9-8c96-95234f87b3ee', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a20372-7eac-79d4-9103-ee848e804ee8', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a20372-7ed5-72ea-ba1c-1c8ff024d39d', NULL, 1795354164000000, 1795354164949160, 1795354164000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 5, 8, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795354165143948, 1795354165143948, 1795354165521060, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a20372-8198-74fc-88eb-a4217bb99b89', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795354165645869, 1795354165645869, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a20372-81b1-7a4f-9b32-b7d5c3d5f485', '01a20372-7eac-7a3e-a039-72bb767b5ab9', '01a20372-7eac-79df-922e-16e81dc2d2c8', '01a20372-7dcf-7ed1-93bb-47420af359f5', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795354165678104, 1795354165678104, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a20372-81f5-7756-a840-fda5e8445c00', '01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7dcf-7ed1-93bb-47420af359f5', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795354165743964, 1795354165743964, 1795354166114701, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a20372-8423-79a8-a938-a5dc38754bdb', '01a20372-7ebe-780f-ae49-a3cd14428746', '01a20372-7ebe-77e8-8085-180a2db41e15', '01a20372-7dcf-7ed1-93bb-47420af359f5', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795354166278289, 1795354166278289, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a20372-855d-73da-9937-7d750dc560aa', '01a20372-855d-73be-af08-10b1cd6c38f6', '01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-852b-716f-babe-37a6238a5c55', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a20372-855d-7397-9827-53b50830d08e', NULL, NULL, '01a20372-853e-7d74-a400-47440a165557:1', NULL, NULL, NULL, NULL, NULL, '01a20372-8556-7623-a686-e3e89cd8f3ca', 2, 1795354166610571, 1795354166614402, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a20372-861e-7de8-a2a3-90c6bc2feeb6', '01a20372-855d-73be-af08-10b1cd6c38f6', '01a20372-853e-7d75-9cf8-112e2edc8a09', '01a20372-852b-716f-babe-37a6238a5c55', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a20372-7790-7c41-acf3-1e837db1bbca', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a20372-861e-7de8-a2a3-90c6bc2feeb6', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795354166796037, 1795354166796037, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a20372-86a7-75f7-b2fc-a82918c5f64f', '01a20372-86a7-75d1-842e-3aa2a256bb53', '01a20372-864e-7242-ad33-a4b84e5a548c', '01a20372-852b-716f-babe-37a6238a5c55', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a20372-866d-7d17-9aa0-2172777755e6', NULL, NULL, '01a20372-864e-7241-91fa-815c5282a29f:1', NULL, NULL, NULL, NULL, NULL, '01a20372-869d-73ba-8c71-06253f8d6427', 2, 1795354166941195, 1795354166941244, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a20372-7fa8-7a71-b7a6-323ee01937b7', '01a20372-7fa8-7a42-bd9c-fa3dac3f2f43', 0, '01a20372-7dcf-7ed1-93bb-47420af359f5', '{"id":"01a20372-7fa8-7a71-b7a6-323ee01937b7","message_id":"01a20372-7fa8-7a42-bd9c-fa3dac3f2f43","index":0,"key":"01a20372-7fa8-7a71-b7a6-323ee01937b7","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795354165000000, 1795354165283008);
INSERT INTO public.parts VALUES ('01a20372-81b1-7a7f-8038-889380150a43', '01a20372-81b1-7a4f-9b32-b7d5c3d5f485', 0, '01a20372-7dcf-7ed1-93bb-47420af359f5', '{"id":"01a20372-81b1-7a7f-8038-889380150a43","message_id":"01a20372-81b1-7a4f-9b32-b7d5c3d5f485","index":0,"key":"01a20372-81b1-7a7f-8038-889380150a43","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795354165712346);
INSERT INTO public.parts VALUES ('01a20372-81f5-7786-bc28-df081a6a6411', '01a20372-81f5-7756-a840-fda5e8445c00', 0, '01a20372-7dcf-7ed1-93bb-47420af359f5', '{"id":"01a20372-81f5-7786-bc28-df081a6a6411","message_id":"01a20372-81f5-7756-a840-fda5e8445c00","index":0,"key":"01a20372-81f5-7786-bc28-df081a6a6411","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795354166000000, 1795354166097168);
INSERT INTO public.raws VALUES ('01a20372-7e95-7616-8bfb-f553e50dac66', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795354164873307);
INSERT INTO public.raws VALUES ('01a20372-7ea7-7e94-961b-47e801c9c582', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795354164873384);
INSERT INTO public.raws VALUES ('01a20372-7e98-7c36-b2a2-85e0f3939691', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795354164873103);
INSERT INTO public.raws VALUES ('01a20372-7ed8-70b1-98eb-4205e5908245', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795354164952019);
INSERT INTO public.raws VALUES ('01a20372-7ed5-72ea-ba1c-1c8ff024d39d', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795354164949160);
INSERT INTO public.raws VALUES ('01a20372-7ee8-7c6a-b13b-af739febf551', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795354164968764);
INSERT INTO public.raws VALUES ('01a20372-7f03-7924-832c-556dcdb5f598', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795354164995569);
INSERT INTO public.raws VALUES ('01a20372-7f1f-7b68-b611-d187e19ac53e', '01a20372-7dcf-7ed1-93bb-47420af359f5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335343136342c22656469745f64617465223a313739353335343136342c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795354165023562);
INSERT INTO public.raws VALUES ('01a20372-8556-7623-a686-e3e89cd8f3ca', '01a20372-852b-716f-babe-37a6238a5c55', 'web', 'web.message', NULL, '\x7b226964223a2230316132303337322d383533652d376437342d613430302d3437343430613136353535373a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337322d383533652d376437352d396366382d313132653265646338613039222c226e616d65223a22e8aebfe5aea22038413039222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325431333a32393a32362e3631303537315a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795354166614402);
INSERT INTO public.raws VALUES ('01a20372-856b-7ca6-b5e0-5520201ba36e', '01a20372-852b-716f-babe-37a6238a5c55', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303337322d383536622d376334622d393832662d363438653332666236653933222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337322d383533652d376437352d396366382d313132653265646338613039222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325431333a32393a32362e3633353830365a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795354166635829);
INSERT INTO public.raws VALUES ('01a20372-8637-741f-b967-8359a8f48ba3', '01a20372-852b-716f-babe-37a6238a5c55', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303337322d383633372d373266332d626536642d383763386531353737643836222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337322d383533652d376437352d396366382d313132653265646338613039227d2c2273656e745f6174223a22323032362d31312d32325431333a32393a32362e3833393233315a222c2272656673223a5b2230316132303337322d383631652d376465382d613261332d393063366263326665656236225d7d', NULL, 'done', NULL, 1, 1795354166839270);
INSERT INTO public.raws VALUES ('01a20372-8656-7674-8f3d-34bbf1804b1a', '01a20372-852b-716f-babe-37a6238a5c55', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303337322d383635362d373563362d616639352d316534346161376165363565222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337322d383634652d373234322d616433332d613462383465356135343863222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325431333a32393a32362e3837303338305a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795354166870423);
INSERT INTO public.raws VALUES ('01a20372-869d-73ba-8c71-06253f8d6427', '01a20372-852b-716f-babe-37a6238a5c55', 'web', 'web.message', NULL, '\x7b226964223a2230316132303337322d383634652d373234312d393166612d3831356335323832613239663a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303337322d383634652d373234322d616433332d613462383465356135343863227d2c2273656e745f6174223a22323032362d31312d32325431333a32393a32362e3934313139355a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795354166941244);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (2, '''0:start''');
INSERT INTO public.search VALUES (3, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (5, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (4, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.settings VALUES ('key.fingerprint', 'd813f2f15112493f');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:18169');
INSERT INTO public.settings VALUES ('streams.epoch', 'e00de9b4d6de');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a20372-7f38-7461-9487-d55b9c07cf69', NULL, '售后', 'skill_group', 1795354165048317, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a20372-852b-716f-babe-37a6238a5c55', '1', '01a20372-864e-7241-91fa-815c5282a29f', 1795354826000000);
INSERT INTO public.visitor_sessions VALUES ('01a20372-853e-7d74-a400-47440a165557', '\xcd4be16c297b1f861e5774400ae4369910b9748dffebd8e62f0f740c1c36ad59', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-853e-7d75-9cf8-112e2edc8a09', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795354166590867, 1795354166590867, 1810906166590867, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a20372-864e-7241-91fa-815c5282a29f', '\x66159431b2770dc755e065e64cae6211eaa00a8bbc23ae71d275b3a09cc63b8b', '01a20372-852b-716f-babe-37a6238a5c55', '01a20372-864e-7242-ad33-a4b84e5a548c', '4711', NULL, NULL, 1795354166862144, 1795354166929542, 1797946166929542, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a20372-8549-73e1-8ec0-935efc141f1b', '01a20372-853e-7d74-a400-47440a165557', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795354166601334);
INSERT INTO public.visitor_users VALUES ('01a20372-852b-716f-babe-37a6238a5c55', '4711', '01a20372-864e-7242-ad33-a4b84e5a548c', 1795354166869319);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 14, true);
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
