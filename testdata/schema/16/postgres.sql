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
INSERT INTO public.account_health VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'healthy', NULL, 1795298111554000, 1795298111598551, 1795298111692161, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795298111741120, 1795298111795468, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:28341/hooks/telegram/01a2001b-303f-77dd-9b54-68b1217253d5","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:37843","receive":"webhook"}', '\x019a385e4ed46d08adcd8eef8dfc534853943d9f4db7b7c31ac1534f4e0872cf8a0b1e865f01906156bdd42bac6998d93b69827506a9466a2024b1c31ed9ead73fd4e3a0ce8d5a1bebb9ec5f37575e0c19a49aca2320d2019f3e87c8d7793ddc18f7229b47c4d406c399a8bffee11fff124e5cfba31cf4e40cc925bef21b7b5f01088dc5fd3e45ee933013e07cabb0918aac8fdc82bd5ebcbca798f607ad2b495b27b5184e02d388796ab256', 'active', 1795298111552962, 1795298111552962, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'Website', '{}', '\x019a385e4ed46d08ad3890a33da1463e590ddc46047e264e091068836f8bc5e1b990c7dada6c18abb46bc89cbc3b7bbc7f430ba7f9601c7c55910a7f084a3431d049fe1c4f089c146a88c07c5ae5a29280b1fd217d432e3b13947fee63ac9009fef1f1889304f5f4', 'active', 1795298111740364, 1795298111740364, NULL, NULL);
INSERT INTO public.agents VALUES ('01a2001b-2f51-746c-8fa7-952497bf2e27', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$yi6TxWTVpRguPbg01EaiGw$6EWywVjgMC3YvkQIP8nW007ICSFu9INLO8sYBcdmQlQ', 'offline', NULL, false, 1795298111366117, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a2001b-2f88-75ea-9e57-3a94d5899756', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'setup', 'sb_11D8Yu', '\x1bb53233c0fd3466670274af882d27f5d565db3402d81762b2092b16a61ea797', 'null', 1795298111368401, 1795298111582332, NULL);
INSERT INTO public.assignments VALUES ('01a2001b-307d-741f-ac77-c826d9304fad', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 'answered', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 1795298111611091, NULL);
INSERT INTO public.assignments VALUES ('01a2001b-30be-799c-84a0-dab46b8d9f27', '01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 'answered', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 1795298111675835, 1795298111712404);
INSERT INTO public.assignments VALUES ('01a2001b-3122-7062-b2e0-40128abb5b1a', '01a2001b-310f-78bb-af2a-f847da700862', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 'answered', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 1795298111775596, NULL);
INSERT INTO public.attachments VALUES ('01a2001b-305f-76e3-bf71-1fd0e754fb70', '01a2001b-305f-76d7-95d8-aa3e933fc7f0', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a2001b-310f-78fd-a10f-21b5f60619c5', '01a2001b-310f-78d2-9ec9-d49b73054c25', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a2001b-2f88-7dd0-85d9-964afbaca74b', 1795298111368905, 'system', NULL, 'owner.set_up', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a2001b-3045-73d7-8d61-ef1dc4ff958d', 1795298111557252, 'system', NULL, 'account.added', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a2001b-3074-79dd-bfcc-150271fafc9d', 1795298111604646, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'team.created', '01a2001b-3071-70f4-91d6-39ebddd83b91', '售后');
INSERT INTO public.audit VALUES ('01a2001b-30ff-7ee1-a344-bc12086eb3b1', 1795298111743975, 'system', NULL, 'account.added', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web Website');
INSERT INTO public.contact_terms VALUES ('王', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('4', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('47', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('471', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a2001b-312d-70fa-9590-6611459bd98a', false);
INSERT INTO public.contact_terms VALUES ('x', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('42', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2001b-3057-776e-a5f0-88f158d79e49', false);
INSERT INTO public.contact_terms VALUES ('an', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('a', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('s', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('43', '01a2001b-305c-723e-a7fd-b89ce193dcb3', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('红', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('example', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('李', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('l', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', false);
INSERT INTO public.contact_terms VALUES ('li', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', true);
INSERT INTO public.contacts VALUES ('01a2001b-3057-776e-a5f0-88f158d79e49', 'known', '小明 王', 'zh', NULL, false, NULL, 1795298111570902, 1795298111570902, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2001b-305c-723e-a7fd-b89ce193dcb3', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795298111574451, 1795298111574451, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2001b-310f-78ac-a97e-e55e2c8ad2bd', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795298111756508, 1795298111768960, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2001b-312d-70fa-9590-6611459bd98a', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795298111788219, 1795298111790044, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 2, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 6, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 6, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 5, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-303f-77dd-9b54-68b1217253d5', 7, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 0, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 0, 0);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 7, 1);
INSERT INTO public.conversations VALUES ('01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-3057-776e-a5f0-88f158d79e49', '42', NULL, 'active', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a2001b-30a6-7a06-9428-24b731ce8e91', 'out', 'in doubt', 7, 1795298111653198, NULL, 1795298111570902, 1795298111663884, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-305c-723e-a7fd-b89ce193dcb3', '43', NULL, 'completed', 'none', NULL, NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a2001b-30be-799e-8a73-6b914a87f2dc', 'out', '您好！1', 3, 1795298111675835, NULL, 1795298111574451, 1795298111712404, 1795298111712404, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2001b-310f-78bb-af2a-f847da700862', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', NULL, 'active', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a2001b-3122-7066-a1e7-50187a3f2e49', 'out', '有的', 2, 1795298111775596, NULL, 1795298111756508, 1795298111781128, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2001b-3132-7406-9985-f0c7f04e3dd7', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', '01a2001b-312d-70fa-9590-6611459bd98a', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a2001b-3132-742a-af5a-cb66ef171d6b', 'in', '我想退货', 1, 1795298111793279, 1795298111793279, 1795298111793279, 1795298111793279, NULL, 1795298111793279, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a2001b-303f-77dd-9b54-68b1217253d5', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3105-71c5-ae5e-cf6500ecc72d:1');
INSERT INTO public.event_keys VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'c:01a2001b-3117-7208-878e-ffae63ab00ab');
INSERT INTO public.event_keys VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'r:01a2001b-3125-70c6-8e30-a5a15fa8853c');
INSERT INTO public.event_keys VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'i:01a2001b-312c-7258-bb9d-e6181b7b9c30');
INSERT INTO public.event_keys VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3129-7a05-b98f-26b9de0bd172:1');
INSERT INTO public.events VALUES ('01a2001b-3057-779e-8344-ae6f0bbabc0a', 'conversation.created', '01a2001b-3057-778f-b026-abf5580cff54', 1, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, NULL, '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, 'queued', NULL, 1795298111570902, NULL);
INSERT INTO public.events VALUES ('01a2001b-305c-726a-97ef-301bfd7b7b18', 'conversation.created', '01a2001b-305c-7258-b979-157d182a7ff6', 1, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, NULL, '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, NULL, 'contact', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, 'queued', NULL, 1795298111574451, NULL);
INSERT INTO public.events VALUES ('01a2001b-306c-735e-bc60-b014f2ef175f', 'message.updated', '01a2001b-3057-778f-b026-abf5580cff54', 6, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, NULL, '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, '01a2001b-305c-7c05-aee0-5cbf9a6f1164', 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795298111594177, NULL);
INSERT INTO public.events VALUES ('01a2001b-3071-7b99-93bd-b2514e7eb874', 'message.updated', '01a2001b-3057-778f-b026-abf5580cff54', 7, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, NULL, '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a2001b-305f-76e3-bf71-1fd0e754fb70","message_id":"01a2001b-305f-76d7-95d8-aa3e933fc7f0","state":"ready"}', 1795298111601412, NULL);
INSERT INTO public.events VALUES ('01a2001b-307d-7418-a92a-226184697755', 'conversation.assigned', '01a2001b-3057-778f-b026-abf5580cff54', 8, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'queued', 'active', NULL, 1795298111611091, NULL);
INSERT INTO public.events VALUES ('01a2001b-308e-7de8-8ec0-46902f0845f3', 'message.delivery_changed', '01a2001b-3057-778f-b026-abf5580cff54', 10, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, '01a2001b-307d-7421-a9a1-699745554612', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795298111628606, NULL);
INSERT INTO public.events VALUES ('01a2001b-3096-7487-bfb4-4013d483119d', 'message.updated', '01a2001b-3057-778f-b026-abf5580cff54', 11, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, '01a2001b-307d-7421-a9a1-699745554612', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795298111635999, NULL);
INSERT INTO public.events VALUES ('01a2001b-309d-7887-aebe-0aa5fef6cdf8', 'message.updated', '01a2001b-3057-778f-b026-abf5580cff54', 12, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, '01a2001b-307d-7421-a9a1-699745554612', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795298111643939, NULL);
INSERT INTO public.events VALUES ('01a2001b-30b1-7a46-a060-a5b8b14f804e', 'message.delivery_changed', '01a2001b-3057-778f-b026-abf5580cff54', 15, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, '01a2001b-30a6-7a06-9428-24b731ce8e91', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795298111663884, NULL);
INSERT INTO public.events VALUES ('01a2001b-30be-7995-8975-a243e7670528', 'conversation.assigned', '01a2001b-305c-7258-b979-157d182a7ff6', 4, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, NULL, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'queued', 'active', NULL, 1795298111675835, NULL);
INSERT INTO public.events VALUES ('01a2001b-30ca-7ec9-8151-1613522e8f03', 'message.delivery_changed', '01a2001b-305c-7258-b979-157d182a7ff6', 6, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, '01a2001b-30be-799e-8a73-6b914a87f2dc', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795298111687821, NULL);
INSERT INTO public.events VALUES ('01a2001b-30d1-7d25-a2b9-0fa9f031ae5c', 'message.updated', '01a2001b-305c-7258-b979-157d182a7ff6', 7, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, '01a2001b-30be-799e-8a73-6b914a87f2dc', 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795298111695429, NULL);
INSERT INTO public.events VALUES ('01a2001b-30d7-7889-bca3-015bf6851164', 'message.updated', '01a2001b-305c-7258-b979-157d182a7ff6', 8, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, '01a2001b-30be-799e-8a73-6b914a87f2dc', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795298111702233, NULL);
INSERT INTO public.events VALUES ('01a2001b-30e1-7a2d-a652-4eacde359566', 'conversation.completed', '01a2001b-305c-7258-b979-157d182a7ff6', 10, '01a2001b-303f-77dd-9b54-68b1217253d5', NULL, NULL, '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, NULL, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'active', 'completed', '{"disposition":"solved"}', 1795298111712404, NULL);
INSERT INTO public.events VALUES ('01a2001b-310f-78cc-92e6-dd40fc61a5c2', 'conversation.created', '01a2001b-310f-78bb-af2a-f847da700862', 1, '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', NULL, NULL, '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', NULL, 'contact', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, 'queued', NULL, 1795298111756508, 1);
INSERT INTO public.events VALUES ('01a2001b-3115-7b33-938c-9f65e9c9f322', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, 'contact', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, '{"name":"访客 0D03"}', 1795298111765559, NULL);
INSERT INTO public.events VALUES ('01a2001b-3119-7093-a980-5cac9243eb19', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, 'contact', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, '{"name":"李小红"}', 1795298111768960, NULL);
INSERT INTO public.events VALUES ('01a2001b-3122-705b-b209-3b485839166d', 'conversation.assigned', '01a2001b-310f-78bb-af2a-f847da700862', 3, '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', NULL, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'queued', 'active', NULL, 1795298111775596, 3);
INSERT INTO public.events VALUES ('01a2001b-3126-7cbb-9d75-c3941fdfad26', 'message.delivery_changed', '01a2001b-310f-78bb-af2a-f847da700862', 5, '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', NULL, '01a2001b-2f51-746c-8fa7-952497bf2e27', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-3122-7066-a1e7-50187a3f2e49', 'contact', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795298111781128, 5);
INSERT INTO public.events VALUES ('01a2001b-312d-7108-a5d6-b541ab98bd22', 'contact.updated', NULL, NULL, '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', NULL, NULL, '01a2001b-312d-70fa-9590-6611459bd98a', NULL, NULL, 'contact', '01a2001b-312d-70fa-9590-6611459bd98a', NULL, NULL, '{"identity_id":"01a2001b-3129-7a06-bb27-a81a1fd91ac6","reachable":true}', 1795298111788219, NULL);
INSERT INTO public.events VALUES ('01a2001b-312e-734c-a26d-df13cca5a7b2', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2001b-312d-70fa-9590-6611459bd98a', NULL, NULL, 'contact', '01a2001b-312d-70fa-9590-6611459bd98a', NULL, NULL, '{"name":"王明"}', 1795298111790044, NULL);
INSERT INTO public.events VALUES ('01a2001b-3132-7424-989e-edbf38ec8fc2', 'conversation.created', '01a2001b-3132-7406-9985-f0c7f04e3dd7', 1, '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', NULL, NULL, '01a2001b-312d-70fa-9590-6611459bd98a', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', NULL, 'contact', '01a2001b-312d-70fa-9590-6611459bd98a', NULL, 'queued', NULL, 1795298111793279, 1);
INSERT INTO public.exchanges VALUES ('01a2001b-306b-7d54-9197-9ca8dddfd1a5', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-305f-76d7-95d8-aa3e933fc7f0', NULL, 1795298111595869, '{"id":"01a2001b-306b-7d54-9197-9ca8dddfd1a5","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-305f-76d7-95d8-aa3e933fc7f0","at":"2026-11-21T21:55:11.595869Z","duration_us":987,"method":"POST","url":"http://127.0.0.1:37843/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2001b-306c-7d84-a87c-9cf955660090', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-305f-76d7-95d8-aa3e933fc7f0', NULL, 1795298111596883, '{"id":"01a2001b-306c-7d84-a87c-9cf955660090","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-305f-76d7-95d8-aa3e933fc7f0","at":"2026-11-21T21:55:11.596883Z","duration_us":2714,"method":"GET","url":"http://127.0.0.1:37843/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a2001b-308c-7230-848e-28580a4b6477', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-307d-7421-a9a1-699745554612', '01a2001b-307d-7436-af11-e91f1b058d3b', 1795298111628138, '{"id":"01a2001b-308c-7230-848e-28580a4b6477","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-307d-7421-a9a1-699745554612","part_id":"01a2001b-307d-7436-af11-e91f1b058d3b","at":"2026-11-21T21:55:11.628138Z","duration_us":343,"method":"POST","url":"http://127.0.0.1:37843/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795298111,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2001b-309b-75f5-ae1c-4ef3f92b7b36', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-307d-7421-a9a1-699745554612', '01a2001b-307d-7436-af11-e91f1b058d3b', 1795298111643385, '{"id":"01a2001b-309b-75f5-ae1c-4ef3f92b7b36","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-307d-7421-a9a1-699745554612","part_id":"01a2001b-307d-7436-af11-e91f1b058d3b","at":"2026-11-21T21:55:11.643385Z","duration_us":444,"method":"POST","url":"http://127.0.0.1:37843/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a2001b-30af-7578-af61-524bae6af6bf', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-30a6-7a06-9428-24b731ce8e91', '01a2001b-30a6-7a14-aa52-df208a96742b', 1795298111663353, '{"id":"01a2001b-30af-7578-af61-524bae6af6bf","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-30a6-7a06-9428-24b731ce8e91","part_id":"01a2001b-30a6-7a14-aa52-df208a96742b","at":"2026-11-21T21:55:11.663353Z","duration_us":443,"method":"POST","url":"http://127.0.0.1:37843/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a2001b-30c7-72d1-a85e-caf28ac872d5', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-30be-799e-8a73-6b914a87f2dc', '01a2001b-30be-79ad-afbc-178f9cf0f270', 1795298111687179, '{"id":"01a2001b-30c7-72d1-a85e-caf28ac872d5","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-30be-799e-8a73-6b914a87f2dc","part_id":"01a2001b-30be-79ad-afbc-178f9cf0f270","at":"2026-11-21T21:55:11.687179Z","duration_us":599,"method":"POST","url":"http://127.0.0.1:37843/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795298111,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2001b-30d5-7bf1-a79b-a68e29a7d5b5', '01a2001b-303f-77dd-9b54-68b1217253d5', '01a2001b-30be-799e-8a73-6b914a87f2dc', '01a2001b-30be-79ad-afbc-178f9cf0f270', 1795298111701777, '{"id":"01a2001b-30d5-7bf1-a79b-a68e29a7d5b5","account_id":"01a2001b-303f-77dd-9b54-68b1217253d5","message_id":"01a2001b-30be-799e-8a73-6b914a87f2dc","part_id":"01a2001b-30be-79ad-afbc-178f9cf0f270","at":"2026-11-21T21:55:11.701777Z","duration_us":347,"method":"POST","url":"http://127.0.0.1:37843/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-21 21:55:11.158651');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-21 21:55:11.167887');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-21 21:55:11.226346');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-21 21:55:11.229807');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-21 21:55:11.247926');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-21 21:55:11.254442');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-21 21:55:11.256395');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-21 21:55:11.258586');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-21 21:55:11.263692');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-21 21:55:11.267818');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-21 21:55:11.270218');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-21 21:55:11.280714');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-21 21:55:11.282834');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-21 21:55:11.285504');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-21 21:55:11.287253');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-21 21:55:11.289344');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-21 21:55:11.29084');
INSERT INTO public.identities VALUES ('01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', '42', '01a2001b-3057-776e-a5f0-88f158d79e49', '小明 王', 'xiaoming', 'person', true, 0, '01a2001b-3057-776e-a5f0-88f158d79e49', 1795298111570902, 1795298111570902);
INSERT INTO public.identities VALUES ('01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-303f-77dd-9b54-68b1217253d5', '43', '01a2001b-305c-723e-a7fd-b89ce193dcb3', 'Anna Schmidt', NULL, 'person', true, 0, '01a2001b-305c-723e-a7fd-b89ce193dcb3', 1795298111574451, 1795298111574451);
INSERT INTO public.identities VALUES ('01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', '李小红', NULL, 'person', true, 5, '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', 1795298111756508, 1795298111767170);
INSERT INTO public.identities VALUES ('01a2001b-3129-7a06-bb27-a81a1fd91ac6', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', '01a2001b-312d-70fa-9590-6611459bd98a', '王明', NULL, 'person', true, 2, '01a2001b-312d-70fa-9590-6611459bd98a', 1795298111788219, 1795298111788219);
INSERT INTO public.leases VALUES ('singleton', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 1795298116520436);
INSERT INTO public.leases VALUES ('lane:0', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.leases VALUES ('node:01a2001b-2fa2-79b7-b25d-1706aecbd033', '01a2001b-2fa2-79b7-b25d-1706aecbd033', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a2001b-3057-77a5-9014-c2e88d603678', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a2001b-304f-7b42-b751-8431c58874e5', NULL, 1795298111000000, 1795298111565093, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a2001b-305c-7270-af92-bc86b6e43b11', '01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-303f-77dd-9b54-68b1217253d5', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a2001b-3056-7576-bfb2-a09ca1a1aa5a', NULL, 1795298111000000, 1795298111565251, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a2001b-305f-76d7-95d8-aa3e933fc7f0', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a2001b-305e-71fd-91db-3f94eae7fc74', NULL, 1795298111000000, 1795298111582114, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a2001b-3063-7136-bac2-153120a2a433', '01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-303f-77dd-9b54-68b1217253d5', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a2001b-305c-723e-a7fd-b89ce193dcb3', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a2001b-305f-7a97-8210-93c1fb72f350', NULL, 1795298111000000, 1795298111583680, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a2001b-3067-7e5b-8eb8-efa66556ad7e', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a2001b-3063-7ed9-93c6-a39f1ef4acf3', NULL, 1795298111000000, 1795298111587960, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a2001b-305c-7c05-aee0-5cbf9a6f1164', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a2001b-3057-776e-a5f0-88f158d79e49', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a2001b-305b-72ca-b7e3-d279bcbd3d43', NULL, 1795298111000000, 1795298111579163, 1795298111000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a2001b-307d-7421-a9a1-699745554612', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795298111611091, 1795298111611091, 1795298111635999, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a2001b-30a2-79b7-a9b0-2d90edfb8436', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795298111648886, 1795298111648886, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a2001b-30a6-7a06-9428-24b731ce8e91', '01a2001b-3057-778f-b026-abf5580cff54', '01a2001b-3057-7776-af45-57ff99a3e841', '01a2001b-303f-77dd-9b54-68b1217253d5', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795298111653198, 1795298111653198, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a2001b-30be-799e-8a73-6b914a87f2dc', '01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-303f-77dd-9b54-68b1217253d5', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795298111675835, 1795298111675835, 1795298111695429, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a2001b-30de-79c0-beee-e867b4301dbf', '01a2001b-305c-7258-b979-157d182a7ff6', '01a2001b-305c-7245-ade9-6909b70f858e', '01a2001b-303f-77dd-9b54-68b1217253d5', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795298111708105, 1795298111708105, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a2001b-310f-78d2-9ec9-d49b73054c25', '01a2001b-310f-78bb-af2a-f847da700862', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a2001b-310f-78ac-a97e-e55e2c8ad2bd', NULL, NULL, '01a2001b-3105-71c5-ae5e-cf6500ecc72d:1', NULL, NULL, NULL, NULL, NULL, '01a2001b-310c-76df-b816-cc6799cf4d95', 2, 1795298111755649, 1795298111756450, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a2001b-3122-7066-a1e7-50187a3f2e49', '01a2001b-310f-78bb-af2a-f847da700862', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a2001b-2f51-746c-8fa7-952497bf2e27', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a2001b-3122-7066-a1e7-50187a3f2e49', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795298111775596, 1795298111775596, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a2001b-3132-742a-af5a-cb66ef171d6b', '01a2001b-3132-7406-9985-f0c7f04e3dd7', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a2001b-312d-70fa-9590-6611459bd98a', NULL, NULL, '01a2001b-3129-7a05-b98f-26b9de0bd172:1', NULL, NULL, NULL, NULL, NULL, '01a2001b-3131-7336-84f8-77b1a9d1c270', 2, 1795298111793189, 1795298111793210, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a2001b-307d-7436-af11-e91f1b058d3b', '01a2001b-307d-7421-a9a1-699745554612', 0, '01a2001b-303f-77dd-9b54-68b1217253d5', '{"id":"01a2001b-307d-7436-af11-e91f1b058d3b","message_id":"01a2001b-307d-7421-a9a1-699745554612","index":0,"key":"01a2001b-307d-7436-af11-e91f1b058d3b","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795298111000000, 1795298111628606);
INSERT INTO public.parts VALUES ('01a2001b-30a6-7a14-aa52-df208a96742b', '01a2001b-30a6-7a06-9428-24b731ce8e91', 0, '01a2001b-303f-77dd-9b54-68b1217253d5', '{"id":"01a2001b-30a6-7a14-aa52-df208a96742b","message_id":"01a2001b-30a6-7a06-9428-24b731ce8e91","index":0,"key":"01a2001b-30a6-7a14-aa52-df208a96742b","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795298111663884);
INSERT INTO public.parts VALUES ('01a2001b-30be-79ad-afbc-178f9cf0f270', '01a2001b-30be-799e-8a73-6b914a87f2dc', 0, '01a2001b-303f-77dd-9b54-68b1217253d5', '{"id":"01a2001b-30be-79ad-afbc-178f9cf0f270","message_id":"01a2001b-30be-799e-8a73-6b914a87f2dc","index":0,"key":"01a2001b-30be-79ad-afbc-178f9cf0f270","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795298111000000, 1795298111687821);
INSERT INTO public.raws VALUES ('01a2001b-304f-7b42-b751-8431c58874e5', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795298111565093);
INSERT INTO public.raws VALUES ('01a2001b-3053-70d9-84a1-3b2a22a5056d', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795298111567104);
INSERT INTO public.raws VALUES ('01a2001b-3056-7576-bfb2-a09ca1a1aa5a', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795298111565251);
INSERT INTO public.raws VALUES ('01a2001b-305b-72ca-b7e3-d279bcbd3d43', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795298111579163);
INSERT INTO public.raws VALUES ('01a2001b-305e-71fd-91db-3f94eae7fc74', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795298111582114);
INSERT INTO public.raws VALUES ('01a2001b-305f-7a97-8210-93c1fb72f350', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795298111583680);
INSERT INTO public.raws VALUES ('01a2001b-3063-7ed9-93c6-a39f1ef4acf3', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795298111587960);
INSERT INTO public.raws VALUES ('01a2001b-306a-710d-b17d-974a8fd3fcfd', '01a2001b-303f-77dd-9b54-68b1217253d5', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353239383131312c22656469745f64617465223a313739353239383131312c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795298111594050);
INSERT INTO public.raws VALUES ('01a2001b-310c-76df-b816-cc6799cf4d95', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'web.message', NULL, '\x7b226964223a2230316132303031622d333130352d373163352d616535652d6366363530306563633732643a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303031622d333130352d373163362d613737652d313861633266376130643033222c226e616d65223a22e8aebfe5aea22030443033222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32315432313a35353a31312e3735353634395a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795298111756450);
INSERT INTO public.raws VALUES ('01a2001b-3117-7232-9041-6517ebf731b6', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303031622d333131372d373230382d383738652d666661653633616230306162222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303031622d333130352d373163362d613737652d313861633266376130643033222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32315432313a35353a31312e3736373133335a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795298111767144);
INSERT INTO public.raws VALUES ('01a2001b-3125-7109-b935-6d0e30f00923', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303031622d333132352d373063362d386533302d613561313566613838353363222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303031622d333130352d373163362d613737652d313861633266376130643033227d2c2273656e745f6174223a22323032362d31312d32315432313a35353a31312e3738313035315a222c2272656673223a5b2230316132303031622d333132322d373036362d613165372d353031383761336632653439225d7d', NULL, 'done', NULL, 1, 1795298111781068);
INSERT INTO public.raws VALUES ('01a2001b-312c-72a0-a06d-396118088f28', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303031622d333132632d373235382d626239642d653631383162376239633330222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303031622d333132392d376130362d626232372d613831613166643931616336222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32315432313a35353a31312e3738383135345a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795298111788172);
INSERT INTO public.raws VALUES ('01a2001b-3131-7336-84f8-77b1a9d1c270', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', 'web', 'web.message', NULL, '\x7b226964223a2230316132303031622d333132392d376130352d623938662d3236623964653062643137323a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303031622d333132392d376130362d626232372d613831613166643931616336227d2c2273656e745f6174223a22323032362d31312d32315432313a35353a31312e3739333138395a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795298111793210);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (2, '''0:start''');
INSERT INTO public.search VALUES (4, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (5, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.search VALUES (14, '''0:想退'' ''0:我想'' ''0:货'' ''0:退货''');
INSERT INTO public.search VALUES (3, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.settings VALUES ('key.fingerprint', '9a385e4ed46d08ad');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:28341');
INSERT INTO public.settings VALUES ('streams.epoch', '180548629e8e');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a2001b-3071-70f4-91d6-39ebddd83b91', NULL, '售后', 'skill_group', 1795298111602331, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '1', '01a2001b-3129-7a05-b98f-26b9de0bd172', 1795298771000000);
INSERT INTO public.visitor_sessions VALUES ('01a2001b-3105-71c5-ae5e-cf6500ecc72d', '\xa924024a6cf47a32ab62abbdba40e7e7a683288a3abb19effeaa27be83daac49', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3105-71c6-a77e-18ac2f7a0d03', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795298111749105, 1795298111749105, 1810850111749105, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a2001b-3129-7a05-b98f-26b9de0bd172', '\x18d4459410de17259c0e63f18fa546bfa1f602ea98aa733acbb87edaf45304bd', '01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', '4711', NULL, NULL, 1795298111785654, 1795298111790589, 1797890111790589, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a2001b-3109-77e0-8bb9-d4044a88da82', '01a2001b-3105-71c5-ae5e-cf6500ecc72d', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795298111753560);
INSERT INTO public.visitor_users VALUES ('01a2001b-30fc-74e8-ab2c-3c28d6ae9b43', '4711', '01a2001b-3129-7a06-bb27-a81a1fd91ac6', 1795298111787530);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 17, true);
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
