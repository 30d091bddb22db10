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
INSERT INTO public.account_health VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'healthy', NULL, 1795353825936795, 1795353826282222, 1795353826767363, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795353827379430, 1795353827968730, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:27779/hooks/telegram/01a2036d-5289-7484-8611-e76f16e96ee9","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:42979","receive":"webhook"}', '\x0152d5235df3665c9f0bbcb066f55056d3eb94d3b55481de17b25eadfd523741d711839c93b0e9b5ead7af2246e1e0d35d749d7338096590b471c74eff2ea971a1a97823838b431d1c6231e8e3f4a290db3bdc412db179cd631f89fd5f71cef69528aadaefa2e43c7f4e820572c66beda5cb73f9cb7a56381de03eee0538fb6eb0ac3016636e11132458a6ad02c2c66b29397c61e87e26828f60ae394e14cfcd162ce1562602cc8947b07c62', 'active', 1795353825934982, 1795353825934982, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'Website', '{}', '\x0152d5235df3665c9f455fe330eea2cce3cfddc7a8af82643d95de69d9ba3837b5e044a129819bb7ac6307341d11230372688d42341404820af93ecb56c48db49a772b8684e23330fad197a27b9c01e6cae27f033a43cb1f7952cbeac6869d00e564b8e3c60b06dd', 'active', 1795353827371771, 1795353827371771, NULL, NULL);
INSERT INTO public.agents VALUES ('01a2036d-4b16-77da-87cd-15f1abd45210', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$GLx8qmvWdx/+ba+6Ba+36Q$ivbZLRFWcizUFFF43gWFVJ/5xRC1XbeUpgpZ78C9ZrY', 'offline', NULL, false, 1795353824392149, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a2036d-4c95-799b-bf66-84356df789b0', '01a2036d-4b16-77da-87cd-15f1abd45210', 'setup', 'sb_5OXN5B', '\x9406654d51cbab3dafed8d64a46f926e41ec9bbf81e0b58fb282c3c95f9d693c', 'null', 1795353824405647, 1795353826158050, NULL);
INSERT INTO public.assignments VALUES ('01a2036d-544c-730b-9cf8-fd90bdc8fc3b', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 'answered', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 1795353826336206, NULL);
INSERT INTO public.assignments VALUES ('01a2036d-55ae-71f4-b447-17561d19a0d6', '01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 'answered', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 1795353826732011, 1795353826969812);
INSERT INTO public.assignments VALUES ('01a2036d-59ad-7823-9d4c-308af52125d1', '01a2036d-58e8-7ade-9ead-bb8d277a2885', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 'answered', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 1795353827747408, NULL);
INSERT INTO public.attachments VALUES ('01a2036d-53b0-725c-9373-64b56e258d58', '01a2036d-53b0-7243-b23f-5aecacb72f72', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a2036d-58e8-7b57-a29b-90b990d953b7', '01a2036d-58e8-7af2-a40c-b372e8af4aa0', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a2036d-4c96-732a-935e-ed738975bcc5', 1795353824406207, 'system', NULL, 'owner.set_up', '01a2036d-4b16-77da-87cd-15f1abd45210', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a2036d-52b8-7e6b-8ff5-9bc8e946f8a6', 1795353825976945, 'system', NULL, 'account.added', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a2036d-5407-73b3-9b00-6d388095fbc2', 1795353826311242, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'team.created', '01a2036d-53e9-790f-b567-792213601762', '售后');
INSERT INTO public.audit VALUES ('01a2036d-585c-747d-91aa-a582d0cd5ab5', 1795353827420294, 'system', NULL, 'account.added', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web Website');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (7, '01a2036d-5a3f-75e2-8564-b67830e9122a');
INSERT INTO public.contact_stale OVERRIDING SYSTEM VALUE VALUES (8, '01a2036d-5a3f-75e2-8564-b67830e9122a');
INSERT INTO public.contact_terms VALUES ('sch', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('a', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('an', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('43', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('s', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('x', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('42', '01a2036d-530c-776c-94fc-3462cfd44322', false);
INSERT INTO public.contact_terms VALUES ('李', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('li', '01a2036d-58e8-7ac8-8902-796e06095d89', true);
INSERT INTO public.contact_terms VALUES ('李小', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('红', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('l', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contact_terms VALUES ('example', '01a2036d-58e8-7ac8-8902-796e06095d89', false);
INSERT INTO public.contacts VALUES ('01a2036d-52fe-7b9d-b11a-651dfc9028a0', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795353826024187, 1795353826024187, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2036d-530c-776c-94fc-3462cfd44322', 'known', '小明 王', 'zh', NULL, false, NULL, 1795353826027974, 1795353826027974, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2036d-58e8-7ac8-8902-796e06095d89', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795353827533124, 1795353827688445, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2036d-5a3f-75e2-8564-b67830e9122a', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795353827899407, 1795353827919344, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 6, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 2, 0);
INSERT INTO public.conversation_counts VALUES ('active', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 1, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5289-7484-8611-e76f16e96ee9', 0, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-582b-7a27-a351-a7d30c0221ee', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-582b-7a27-a351-a7d30c0221ee', 1, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-582b-7a27-a351-a7d30c0221ee', 5, 2);
INSERT INTO public.conversations VALUES ('01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-530c-776c-94fc-3462cfd44322', '42', NULL, 'active', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a2036d-5562-78ef-90ce-c3f0369979d9', 'out', 'in doubt', 7, 1795353826656507, NULL, 1795353826027974, 1795353826705149, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', '43', NULL, 'completed', 'none', NULL, NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', 'out', '您好！1', 3, 1795353826732011, NULL, 1795353826024187, 1795353826969812, 1795353826969812, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2036d-58e8-7ade-9ead-bb8d277a2885', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-58e8-7ac8-8902-796e06095d89', '01a2036d-5868-7615-8930-a2520c99f0f2', NULL, 'active', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a2036d-59ad-7827-aee7-499c005031ef', 'out', '有的', 2, 1795353827747408, NULL, 1795353827533124, 1795353827824936, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2036d-5a73-7a42-a6c2-f055a804b904', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5a0d-771b-a219-c990829f7a59', '01a2036d-5a3f-75e2-8564-b67830e9122a', '01a2036d-5a0d-771b-a219-c990829f7a59', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a2036d-5a73-7a6e-9731-c4323a34406a', 'in', '我想退货', 1, 1795353827952304, 1795353827952304, 1795353827952304, 1795353827952304, NULL, 1795353827952304, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a2036d-5289-7484-8611-e76f16e96ee9', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5868-7614-8cf7-9f41267c7584:1');
INSERT INTO public.event_keys VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', 'c:01a2036d-5930-729a-b396-93a0b538516b');
INSERT INTO public.event_keys VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', 'r:01a2036d-59f0-7c25-b977-fc96d2b4f670');
INSERT INTO public.event_keys VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', 'i:01a2036d-5a3b-73e7-8367-82bcbf8ed5b6');
INSERT INTO public.event_keys VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5a0d-771a-b016-eff748de8b65:1');
INSERT INTO public.events VALUES ('01a2036d-52fe-7c1a-8e25-6661479e3246', 'conversation.created', '01a2036d-52fe-7c10-8881-b5f0917234dd', 1, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, NULL, '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, NULL, 'contact', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, 'queued', NULL, 1795353826024187, NULL);
INSERT INTO public.events VALUES ('01a2036d-5313-762d-a57a-2d93e99655a5', 'conversation.created', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 1, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, NULL, '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, 'queued', NULL, 1795353826027974, NULL);
INSERT INTO public.events VALUES ('01a2036d-53df-7c85-b51d-538cb545b6d5', 'message.updated', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 6, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, NULL, '01a2036d-530c-776c-94fc-3462cfd44322', NULL, '01a2036d-5386-7785-8021-51e26be0bd63', 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795353826253011, NULL);
INSERT INTO public.events VALUES ('01a2036d-53fc-7496-84a4-b57ce612d99b', 'message.updated', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 7, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, NULL, '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a2036d-53b0-725c-9373-64b56e258d58","message_id":"01a2036d-53b0-7243-b23f-5aecacb72f72","state":"ready"}', 1795353826299335, NULL);
INSERT INTO public.events VALUES ('01a2036d-544c-72fb-b199-bea8a9c44ffd', 'conversation.assigned', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 8, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'queued', 'active', NULL, 1795353826336206, NULL);
INSERT INTO public.events VALUES ('01a2036d-54ad-70b9-bfb8-956c851638b4', 'message.delivery_changed', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 10, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, '01a2036d-544c-7313-9d8b-d65b133320ed', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795353826463613, NULL);
INSERT INTO public.events VALUES ('01a2036d-5532-7d62-851b-15d6bf37e3c9', 'message.updated', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 11, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, '01a2036d-544c-7313-9d8b-d65b133320ed', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795353826571834, NULL);
INSERT INTO public.events VALUES ('01a2036d-554d-7a87-be43-8a819401404e', 'message.updated', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 12, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, '01a2036d-544c-7313-9d8b-d65b133320ed', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795353826629141, NULL);
INSERT INTO public.events VALUES ('01a2036d-559b-7cd5-9db3-c7c2b61cc2e7', 'message.delivery_changed', '01a2036d-530c-77c1-acf5-7be5b57bde3c', 15, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, '01a2036d-5562-78ef-90ce-c3f0369979d9', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795353826705149, NULL);
INSERT INTO public.events VALUES ('01a2036d-55ae-71ec-9820-97c1c6fbddeb', 'conversation.assigned', '01a2036d-52fe-7c10-8881-b5f0917234dd', 4, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, NULL, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'queued', 'active', NULL, 1795353826732011, NULL);
INSERT INTO public.events VALUES ('01a2036d-55cd-7db7-80af-958d49577fe4', 'message.delivery_changed', '01a2036d-52fe-7c10-8881-b5f0917234dd', 6, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795353826761762, NULL);
INSERT INTO public.events VALUES ('01a2036d-55e7-7671-8c6c-710bf33abfa3', 'message.updated', '01a2036d-52fe-7c10-8881-b5f0917234dd', 7, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795353826775290, NULL);
INSERT INTO public.events VALUES ('01a2036d-5644-7871-83c2-d908924153f6', 'message.updated', '01a2036d-52fe-7c10-8881-b5f0917234dd', 8, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795353826818813, NULL);
INSERT INTO public.events VALUES ('01a2036d-569d-7b92-bf24-729cb4c36cdb', 'conversation.completed', '01a2036d-52fe-7c10-8881-b5f0917234dd', 10, '01a2036d-5289-7484-8611-e76f16e96ee9', NULL, NULL, '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, NULL, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'active', 'completed', '{"disposition":"solved"}', 1795353826969812, NULL);
INSERT INTO public.events VALUES ('01a2036d-58e8-7aea-994b-97dea5d2dce4', 'conversation.created', '01a2036d-58e8-7ade-9ead-bb8d277a2885', 1, '01a2036d-582b-7a27-a351-a7d30c0221ee', NULL, NULL, '01a2036d-58e8-7ac8-8902-796e06095d89', '01a2036d-5868-7615-8930-a2520c99f0f2', NULL, 'contact', '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, 'queued', NULL, 1795353827533124, 1);
INSERT INTO public.events VALUES ('01a2036d-5922-765d-997d-89f4ecd96946', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, 'contact', '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, '{"name":"访客 F0F2"}', 1795353827618035, NULL);
INSERT INTO public.events VALUES ('01a2036d-5968-7e99-bd34-550cf7bea638', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, 'contact', '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, '{"name":"李小红"}', 1795353827688445, NULL);
INSERT INTO public.events VALUES ('01a2036d-59ad-7818-819e-acb73411f726', 'conversation.assigned', '01a2036d-58e8-7ade-9ead-bb8d277a2885', 3, '01a2036d-582b-7a27-a351-a7d30c0221ee', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-58e8-7ac8-8902-796e06095d89', '01a2036d-5868-7615-8930-a2520c99f0f2', NULL, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'queued', 'active', NULL, 1795353827747408, 3);
INSERT INTO public.events VALUES ('01a2036d-59fe-74f8-968c-6bc161a8ae4a', 'message.delivery_changed', '01a2036d-58e8-7ade-9ead-bb8d277a2885', 5, '01a2036d-582b-7a27-a351-a7d30c0221ee', NULL, '01a2036d-4b16-77da-87cd-15f1abd45210', '01a2036d-58e8-7ac8-8902-796e06095d89', '01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-59ad-7827-aee7-499c005031ef', 'contact', '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795353827824936, 5);
INSERT INTO public.events VALUES ('01a2036d-5a3f-7601-aecc-e2c443d1aafa', 'contact.updated', NULL, NULL, '01a2036d-582b-7a27-a351-a7d30c0221ee', NULL, NULL, '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, NULL, 'contact', '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, NULL, '{"identity_id":"01a2036d-5a0d-771b-a219-c990829f7a59","reachable":true}', 1795353827899407, NULL);
INSERT INTO public.events VALUES ('01a2036d-5a50-77db-b78a-7aa5114778cc', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, NULL, 'contact', '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, NULL, '{"name":"王明"}', 1795353827919344, NULL);
INSERT INTO public.events VALUES ('01a2036d-5a73-7a66-b160-776358beb206', 'conversation.created', '01a2036d-5a73-7a42-a6c2-f055a804b904', 1, '01a2036d-582b-7a27-a351-a7d30c0221ee', NULL, NULL, '01a2036d-5a3f-75e2-8564-b67830e9122a', '01a2036d-5a0d-771b-a219-c990829f7a59', NULL, 'contact', '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, 'queued', NULL, 1795353827952304, 1);
INSERT INTO public.exchanges VALUES ('01a2036d-53ce-77d7-90a7-c720b8cb31ac', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-53b0-7243-b23f-5aecacb72f72', NULL, 1795353826254503, '{"id":"01a2036d-53ce-77d7-90a7-c720b8cb31ac","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-53b0-7243-b23f-5aecacb72f72","at":"2026-11-22T13:23:46.254503Z","duration_us":823,"method":"POST","url":"http://127.0.0.1:42979/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2036d-53cf-7647-a83a-285580cdbace', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-53b0-7243-b23f-5aecacb72f72', NULL, 1795353826255408, '{"id":"01a2036d-53cf-7647-a83a-285580cdbace","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-53b0-7243-b23f-5aecacb72f72","at":"2026-11-22T13:23:46.255408Z","duration_us":2179,"method":"GET","url":"http://127.0.0.1:42979/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a2036d-549e-73ce-8b3b-9a8d5d4900f8', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-544c-7313-9d8b-d65b133320ed', '01a2036d-544c-733f-b8e3-4734b51ea37b', 1795353826462242, '{"id":"01a2036d-549e-73ce-8b3b-9a8d5d4900f8","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-544c-7313-9d8b-d65b133320ed","part_id":"01a2036d-544c-733f-b8e3-4734b51ea37b","at":"2026-11-22T13:23:46.462242Z","duration_us":1229,"method":"POST","url":"http://127.0.0.1:42979/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795353826,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2036d-5543-76cd-818e-e48cf5855cc9', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-544c-7313-9d8b-d65b133320ed', '01a2036d-544c-733f-b8e3-4734b51ea37b', 1795353826627437, '{"id":"01a2036d-5543-76cd-818e-e48cf5855cc9","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-544c-7313-9d8b-d65b133320ed","part_id":"01a2036d-544c-733f-b8e3-4734b51ea37b","at":"2026-11-22T13:23:46.627437Z","duration_us":1247,"method":"POST","url":"http://127.0.0.1:42979/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a2036d-5590-724f-8929-3ef926f866da', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-5562-78ef-90ce-c3f0369979d9', '01a2036d-5562-7924-be0c-268cd0f3764f', 1795353826704144, '{"id":"01a2036d-5590-724f-8929-3ef926f866da","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-5562-78ef-90ce-c3f0369979d9","part_id":"01a2036d-5562-7924-be0c-268cd0f3764f","at":"2026-11-22T13:23:46.704144Z","duration_us":685,"method":"POST","url":"http://127.0.0.1:42979/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a2036d-55c8-76c6-8864-a3dfe97f2cc2', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', '01a2036d-55ae-7218-a04e-3ec29f5272d0', 1795353826760438, '{"id":"01a2036d-55c8-76c6-8864-a3dfe97f2cc2","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-55ae-71f8-be13-c5a9cd4c81f8","part_id":"01a2036d-55ae-7218-a04e-3ec29f5272d0","at":"2026-11-22T13:23:46.760438Z","duration_us":1121,"method":"POST","url":"http://127.0.0.1:42979/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795353826,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2036d-55fd-788c-b6c2-37146959b278', '01a2036d-5289-7484-8611-e76f16e96ee9', '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', '01a2036d-55ae-7218-a04e-3ec29f5272d0', 1795353826813554, '{"id":"01a2036d-55fd-788c-b6c2-37146959b278","account_id":"01a2036d-5289-7484-8611-e76f16e96ee9","message_id":"01a2036d-55ae-71f8-be13-c5a9cd4c81f8","part_id":"01a2036d-55ae-7218-a04e-3ec29f5272d0","at":"2026-11-22T13:23:46.813554Z","duration_us":762,"method":"POST","url":"http://127.0.0.1:42979/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 13:23:43.511024');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 13:23:43.53152');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 13:23:43.715877');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 13:23:43.726203');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 13:23:43.774272');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 13:23:43.811907');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 13:23:43.825352');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 13:23:43.835251');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 13:23:43.860392');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 13:23:43.880916');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 13:23:43.8918');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 13:23:43.963266');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 13:23:43.968399');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 13:23:43.97672');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-22 13:23:43.979801');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-22 13:23:43.987251');
INSERT INTO public.identities VALUES ('01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-5289-7484-8611-e76f16e96ee9', '43', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', 'Anna Schmidt', NULL, 'person', true, 0, '01a2036d-52fe-7b9d-b11a-651dfc9028a0', 1795353826024187, 1795353826024187);
INSERT INTO public.identities VALUES ('01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', '42', '01a2036d-530c-776c-94fc-3462cfd44322', '小明 王', 'xiaoming', 'person', true, 0, '01a2036d-530c-776c-94fc-3462cfd44322', 1795353826027974, 1795353826027974);
INSERT INTO public.identities VALUES ('01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-58e8-7ac8-8902-796e06095d89', '李小红', NULL, 'person', true, 5, '01a2036d-58e8-7ac8-8902-796e06095d89', 1795353827533124, 1795353827632258);
INSERT INTO public.identities VALUES ('01a2036d-5a0d-771b-a219-c990829f7a59', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5a0d-771b-a219-c990829f7a59', '01a2036d-5a3f-75e2-8564-b67830e9122a', '王明', NULL, 'person', true, 2, '01a2036d-5a3f-75e2-8564-b67830e9122a', 1795353827899407, 1795353827899407);
INSERT INTO public.leases VALUES ('singleton', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 1795353833043982);
INSERT INTO public.leases VALUES ('lane:0', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('node:01a2036d-4d17-7a20-a706-b04eabe53c30', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a2036d-4d17-7a20-a706-b04eabe53c30', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a2036d-52fe-7c22-b20a-fa640850c929', '01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-5289-7484-8611-e76f16e96ee9', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a2036d-52e8-7131-8631-2fa5b92c00d9', NULL, 1795353826000000, 1795353826011425, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a2036d-5313-7642-9557-fee98b773a95', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a2036d-52e0-70de-b6f7-cb7551495cad', NULL, 1795353826000000, 1795353826011327, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a2036d-5343-77fc-b79b-b3451de12fbc', '01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-5289-7484-8611-e76f16e96ee9', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a2036d-52fe-7b9d-b11a-651dfc9028a0', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a2036d-533a-711f-b237-6224f4ec8934', NULL, 1795353826000000, 1795353826106031, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a2036d-53b0-7243-b23f-5aecacb72f72', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a2036d-53a9-79f6-a242-4409cdbdca37', NULL, 1795353826000000, 1795353826207929, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a2036d-53b9-729c-87b0-099dbf2e1589', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a2036d-53b6-7658-8b29-d7ecb67299dc', NULL, 1795353826000000, 1795353826230384, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a2036d-5386-7785-8021-51e26be0bd63', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a2036d-530c-776c-94fc-3462cfd44322', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a2036d-534f-7ea0-92af-35fc6b924da1', NULL, 1795353826000000, 1795353826127817, 1795353826000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a2036d-544c-7313-9d8b-d65b133320ed', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795353826336206, 1795353826336206, 1795353826571834, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a2036d-555b-77fe-93e8-63c2d0da986c', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795353826647997, 1795353826647997, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a2036d-5562-78ef-90ce-c3f0369979d9', '01a2036d-530c-77c1-acf5-7be5b57bde3c', '01a2036d-530c-7789-b519-f76412eae4fd', '01a2036d-5289-7484-8611-e76f16e96ee9', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795353826656507, 1795353826656507, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', '01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-5289-7484-8611-e76f16e96ee9', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795353826732011, 1795353826732011, 1795353826775290, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a2036d-568b-76f9-8042-6e4e3f1fbe99', '01a2036d-52fe-7c10-8881-b5f0917234dd', '01a2036d-52fe-7ba8-b89f-0dcff6c45ecf', '01a2036d-5289-7484-8611-e76f16e96ee9', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795353826915571, 1795353826915571, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a2036d-58e8-7af2-a40c-b372e8af4aa0', '01a2036d-58e8-7ade-9ead-bb8d277a2885', '01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-582b-7a27-a351-a7d30c0221ee', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a2036d-58e8-7ac8-8902-796e06095d89', NULL, NULL, '01a2036d-5868-7614-8cf7-9f41267c7584:1', NULL, NULL, NULL, NULL, NULL, '01a2036d-58cd-703d-9fc9-f473f00b8810', 2, 1795353827523485, 1795353827533016, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a2036d-59ad-7827-aee7-499c005031ef', '01a2036d-58e8-7ade-9ead-bb8d277a2885', '01a2036d-5868-7615-8930-a2520c99f0f2', '01a2036d-582b-7a27-a351-a7d30c0221ee', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a2036d-4b16-77da-87cd-15f1abd45210', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a2036d-59ad-7827-aee7-499c005031ef', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795353827747408, 1795353827747408, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a2036d-5a73-7a6e-9731-c4323a34406a', '01a2036d-5a73-7a42-a6c2-f055a804b904', '01a2036d-5a0d-771b-a219-c990829f7a59', '01a2036d-582b-7a27-a351-a7d30c0221ee', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a2036d-5a3f-75e2-8564-b67830e9122a', NULL, NULL, '01a2036d-5a0d-771a-b016-eff748de8b65:1', NULL, NULL, NULL, NULL, NULL, '01a2036d-5a70-7375-acd8-3d1224adbd4a', 2, 1795353827952178, 1795353827952226, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a2036d-544c-733f-b8e3-4734b51ea37b', '01a2036d-544c-7313-9d8b-d65b133320ed', 0, '01a2036d-5289-7484-8611-e76f16e96ee9', '{"id":"01a2036d-544c-733f-b8e3-4734b51ea37b","message_id":"01a2036d-544c-7313-9d8b-d65b133320ed","index":0,"key":"01a2036d-544c-733f-b8e3-4734b51ea37b","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795353826000000, 1795353826463613);
INSERT INTO public.parts VALUES ('01a2036d-5562-7924-be0c-268cd0f3764f', '01a2036d-5562-78ef-90ce-c3f0369979d9', 0, '01a2036d-5289-7484-8611-e76f16e96ee9', '{"id":"01a2036d-5562-7924-be0c-268cd0f3764f","message_id":"01a2036d-5562-78ef-90ce-c3f0369979d9","index":0,"key":"01a2036d-5562-7924-be0c-268cd0f3764f","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795353826705149);
INSERT INTO public.parts VALUES ('01a2036d-55ae-7218-a04e-3ec29f5272d0', '01a2036d-55ae-71f8-be13-c5a9cd4c81f8', 0, '01a2036d-5289-7484-8611-e76f16e96ee9', '{"id":"01a2036d-55ae-7218-a04e-3ec29f5272d0","message_id":"01a2036d-55ae-71f8-be13-c5a9cd4c81f8","index":0,"key":"01a2036d-55ae-7218-a04e-3ec29f5272d0","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795353826000000, 1795353826761762);
INSERT INTO public.raws VALUES ('01a2036d-52e8-7131-8631-2fa5b92c00d9', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795353826011425);
INSERT INTO public.raws VALUES ('01a2036d-52e7-7713-8e53-d96b4b365dec', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795353826011115);
INSERT INTO public.raws VALUES ('01a2036d-52e0-70de-b6f7-cb7551495cad', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795353826011327);
INSERT INTO public.raws VALUES ('01a2036d-533a-711f-b237-6224f4ec8934', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795353826106031);
INSERT INTO public.raws VALUES ('01a2036d-534f-7ea0-92af-35fc6b924da1', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795353826127817);
INSERT INTO public.raws VALUES ('01a2036d-53a9-79f6-a242-4409cdbdca37', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795353826207929);
INSERT INTO public.raws VALUES ('01a2036d-53b6-7658-8b29-d7ecb67299dc', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795353826230384);
INSERT INTO public.raws VALUES ('01a2036d-53c7-73f1-82d4-428aa1fc805c', '01a2036d-5289-7484-8611-e76f16e96ee9', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353335333832362c22656469745f64617465223a313739353335333832362c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795353826247220);
INSERT INTO public.raws VALUES ('01a2036d-58cd-703d-9fc9-f473f00b8810', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'web.message', NULL, '\x7b226964223a2230316132303336642d353836382d373631342d386366372d3966343132363763373538343a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303336642d353836382d373631352d383933302d613235323063393966306632222c226e616d65223a22e8aebfe5aea22046304632222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325431333a32333a34372e3532333438355a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795353827533016);
INSERT INTO public.raws VALUES ('01a2036d-5930-730f-9ae1-f2fa917d69ca', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303336642d353933302d373239612d623339362d393361306235333835313662222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303336642d353836382d373631352d383933302d613235323063393966306632222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325431333a32333a34372e3633323137315a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795353827632200);
INSERT INTO public.raws VALUES ('01a2036d-59f0-7cdc-816a-efb56ef830e5', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303336642d353966302d376332352d623937372d666339366432623466363730222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303336642d353836382d373631352d383933302d613235323063393966306632227d2c2273656e745f6174223a22323032362d31312d32325431333a32333a34372e3832343739375a222c2272656673223a5b2230316132303336642d353961642d373832372d616565372d343939633030353033316566225d7d', NULL, 'done', NULL, 1, 1795353827824843);
INSERT INTO public.raws VALUES ('01a2036d-5a3b-7486-8331-8d389d6874c5', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303336642d356133622d373365372d383336372d383262636266386564356236222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303336642d356130642d373731622d613231392d633939303832396637613539222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325431333a32333a34372e3839393235375a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795353827899296);
INSERT INTO public.raws VALUES ('01a2036d-5a70-7375-acd8-3d1224adbd4a', '01a2036d-582b-7a27-a351-a7d30c0221ee', 'web', 'web.message', NULL, '\x7b226964223a2230316132303336642d356130642d373731612d623031362d6566663734386465386236353a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303336642d356130642d373731622d613231392d633939303832396637613539227d2c2273656e745f6174223a22323032362d31312d32325431333a32333a34372e3935323137385a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795353827952226);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:start''');
INSERT INTO public.search VALUES (2, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (3, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (5, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (4, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.settings VALUES ('key.fingerprint', '52d5235df3665c9f');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:27779');
INSERT INTO public.settings VALUES ('streams.epoch', 'e492605d8aeb');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a2036d-53e9-790f-b567-792213601762', NULL, '售后', 'skill_group', 1795353826283262, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', '1', '01a2036d-5a0d-771a-b016-eff748de8b65', 1795354487000000);
INSERT INTO public.visitor_sessions VALUES ('01a2036d-5868-7614-8cf7-9f41267c7584', '\x4aed1551937ee9ed9379b1c22fb88b52fba611ee826d7f5fa11606628d7bf3ac', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5868-7615-8930-a2520c99f0f2', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795353827432383, 1795353827432383, 1810905827432383, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a2036d-5a0d-771a-b016-eff748de8b65', '\x250ef625ec1818af4ed5644f61d4fba7fc3e4edbcf32070ec69be81b2118b8b9', '01a2036d-582b-7a27-a351-a7d30c0221ee', '01a2036d-5a0d-771b-a219-c990829f7a59', '4711', NULL, NULL, 1795353827853462, 1795353827921991, 1797945827921991, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a2036d-5893-7444-a252-5b62d4d9f7d5', '01a2036d-5868-7614-8cf7-9f41267c7584', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795353827497541);
INSERT INTO public.visitor_users VALUES ('01a2036d-582b-7a27-a351-a7d30c0221ee', '4711', '01a2036d-5a0d-771b-a219-c990829f7a59', 1795353827896318);
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
