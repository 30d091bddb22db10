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
INSERT INTO public.account_health VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'healthy', NULL, 1795280399138099, 1795280399426779, 1795280399863004, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795280399955397, 1795280400153279, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:10974/hooks/telegram/01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:34635","receive":"webhook"}', '\x01c9939937b2518a3e7f8e8391b16344434e601b6f073253bb8c5284150d94b002fb2417e50bb72be7d9ce3e14d57996aa7bf3360ed3bd07592de7021633728974eb01147ea717f2cf6f8dd3bc42c647350ee6440df3956f7a22d9b9a66be5a43f4df8a4614f9fa833212138d17035befc94415a2889823935bcde3978de99b7cd3adbf2994ef2d267bd997c1db50b4452a0945c721cc5afa6c20e459f4cecc58dc3057e2529fb7da2bd1ac3', 'active', 1795280399130533, 1795280399130533, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'Website', '{}', '\x01c9939937b2518a3e05e8ca97295185cfc601a5e35eda4267a57bdbb25d07a450a95f882e304c773412b8ccbd34920178d6cc70e2f41df2e706fdf106f46693f87a1d1b165129cb2e8b6ca31c4867ee2ed49998703b1d85bbb626ac020118504a79282d417f8710', 'active', 1795280399953233, 1795280399953233, NULL, NULL);
INSERT INTO public.agents VALUES ('01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$TdrHyU9Vy/d6hpEcxDfkCA$VvJwF2+pg21HgQD5MryQvWcALWhA4NdKmS95RcRtY/A', 'offline', NULL, false, 1795280398603799, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a1ff0c-e90d-7ddb-8dc0-014492c11510', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'setup', 'sb_52dbvp', '\x7044308df3be4c0751e6eaee114bf3851ea2dd943d213acb9a929f875091f978', 'null', 1795280398605922, 1795280399243547, NULL);
INSERT INTO public.assignments VALUES ('01a1ff0c-ecc3-78d7-a487-4438bbd83461', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 'answered', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 1795280399503687, NULL);
INSERT INTO public.assignments VALUES ('01a1ff0c-ede0-7c0b-ad8e-0821d04e1f9e', '01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 'answered', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 1795280399839426, 1795280399905643);
INSERT INTO public.assignments VALUES ('01a1ff0c-eeb5-7bbf-8062-c90af0d7e231', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 'answered', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 1795280400046770, NULL);
INSERT INTO public.attachments VALUES ('01a1ff0c-ebef-7a1d-a078-64408d6dfdd0', '01a1ff0c-ebef-7a08-bec4-760a2b535696', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a1ff0c-ee74-788b-b404-80046b2e4a5d', '01a1ff0c-ee74-783a-beb2-8213e013c9ac', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a1ff0c-e90e-75d7-b2c6-9a4436399c4b', 1795280398606382, 'system', NULL, 'owner.set_up', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a1ff0c-eb3f-7338-b41a-af09ad3e0a68', 1795280399167211, 'system', NULL, 'account.added', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a1ff0c-ec70-78e2-a481-e4e1c4a8bcbc', 1795280399472582, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'team.created', '01a1ff0c-ec59-73a0-9249-7208e6df4292', '售后');
INSERT INTO public.audit VALUES ('01a1ff0c-ee5b-7a21-a30a-a25d72bbc1c3', 1795280399963664, 'system', NULL, 'account.added', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web Website');
INSERT INTO public.contact_terms VALUES ('an', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('43', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('a', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('s', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a1ff0c-eb83-75ff-8219-28285ffe0648', false);
INSERT INTO public.contact_terms VALUES ('小', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('王', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('x', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('42', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('明', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('小', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('红', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('li', '01a1ff0c-ee74-7815-a775-5921dd499256', true);
INSERT INTO public.contact_terms VALUES ('李', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('l', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('example', '01a1ff0c-ee74-7815-a775-5921dd499256', false);
INSERT INTO public.contact_terms VALUES ('47', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('471', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('王', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('明', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contact_terms VALUES ('4', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', false);
INSERT INTO public.contacts VALUES ('01a1ff0c-eb83-75ff-8219-28285ffe0648', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795280399216956, 1795280399216956, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', 'known', '小明 王', 'zh', NULL, false, NULL, 1795280399277414, 1795280399277414, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff0c-ee74-7815-a775-5921dd499256', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795280399978480, 1795280400027979, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff0c-eeed-7d6f-8b83-d660e0efe009', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795280400108184, 1795280400111176, NULL, false);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 7, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 3, 2);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 3, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 4, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 1, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 0, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 0, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 3, 1);
INSERT INTO public.conversations VALUES ('01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', '42', NULL, 'active', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a1ff0c-eda5-701c-8b75-eb12ed950145', 'out', 'in doubt', 7, 1795280399777155, NULL, 1795280399277414, 1795280399831091, NULL, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb83-75ff-8219-28285ffe0648', '43', NULL, 'completed', 'none', NULL, NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a1ff0c-ede0-7c0d-973f-3462c703dde8', 'out', '您好！1', 3, 1795280399839426, NULL, 1795280399216956, 1795280399905643, 1795280399905643, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a1ff0c-ee74-7827-bd08-c23e2560e03b', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-ee74-7815-a775-5921dd499256', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', NULL, 'active', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a1ff0c-eeb5-7bc1-93eb-00fbc2b06b7a', 'out', '有的', 2, 1795280400046770, NULL, 1795280399978480, 1795280400083282, NULL, NULL, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.conversations VALUES ('01a1ff0c-ef0b-7104-b12d-fc25763e96a3', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a1ff0c-ef0b-7119-b23c-11e36b30f1de', 'in', '我想退货', 1, 1795280400137103, 1795280400137103, 1795280400137103, 1795280400137103, NULL, 1795280400137103, '', false, NULL, NULL, NULL, 100);
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee64-7e68-be72-efaa99840f04:1');
INSERT INTO public.event_keys VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'c:01a1ff0c-ee95-7bf1-adbf-8ff49314c690');
INSERT INTO public.event_keys VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'r:01a1ff0c-eed3-7327-a2d0-f64b8b75efe6');
INSERT INTO public.event_keys VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'i:01a1ff0c-eeec-7009-a75a-5fb9a17775cd');
INSERT INTO public.event_keys VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-eedb-72ea-96cd-b8aa357c1dc5:1');
INSERT INTO public.events VALUES ('01a1ff0c-eb83-7633-bec1-a89ee4827e9f', 'conversation.created', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 1, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, NULL, '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, NULL, 'contact', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, 'queued', NULL, 1795280399216956, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ebc7-7af2-9fd3-b7f15c6eb6cd', 'conversation.created', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 1, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, NULL, '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, 'queued', NULL, 1795280399277414, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ec2a-766b-8170-9e23483d6ed6', 'message.updated', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 6, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, NULL, '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a1ff0c-ebef-7a1d-a078-64408d6dfdd0","message_id":"01a1ff0c-ebef-7a08-bec4-760a2b535696","state":"ready"}', 1795280399401514, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ec39-7a90-b3da-cd1b2b4eea00', 'message.updated', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 7, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, NULL, '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, '01a1ff0c-ebe1-7023-85a1-2658c1fe1264', 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795280399400323, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ecc3-78c8-a625-ff9e8226c7df', 'conversation.assigned', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 8, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'queued', 'active', NULL, 1795280399503687, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ed1e-7189-866a-caa0c5ad6f45', 'message.delivery_changed', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 10, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795280399634704, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ed2f-7bf2-b92d-3569fdbd9855', 'message.updated', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 11, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795280399660879, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ed55-7830-af1f-6098613bbcfb', 'message.updated', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 12, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795280399681568, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-edda-7080-8c04-ef3ae416a883', 'message.delivery_changed', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', 15, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, '01a1ff0c-eda5-701c-8b75-eb12ed950145', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795280399831091, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ede0-7c02-8742-9fc5c06b3ebc', 'conversation.assigned', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 4, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, NULL, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'queued', 'active', NULL, 1795280399839426, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-edf3-7d1c-9f7f-622c0ee44e88', 'message.delivery_changed', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 6, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, '01a1ff0c-ede0-7c0d-973f-3462c703dde8', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795280399850750, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ee10-7a31-a154-b135088b20e9', 'message.updated', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 7, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, '01a1ff0c-ede0-7c0d-973f-3462c703dde8', 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795280399867101, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ee18-7eae-813b-f3db0447d1a9', 'message.updated', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 8, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, '01a1ff0c-ede0-7c0d-973f-3462c703dde8', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795280399894719, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ee23-708a-8ea5-3064af01e7f3', 'conversation.completed', '01a1ff0c-eb83-762a-afc5-e18db59223eb', 10, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', NULL, NULL, '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, NULL, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'active', 'completed', '{"disposition":"solved"}', 1795280399905643, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ee74-7833-9042-b12cac69d86e', 'conversation.created', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', 1, '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', NULL, NULL, '01a1ff0c-ee74-7815-a775-5921dd499256', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', NULL, 'contact', '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, 'queued', NULL, 1795280399978480, 1);
INSERT INTO public.events VALUES ('01a1ff0c-ee8a-7c35-8f53-7ae5030f07b2', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, 'contact', '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, '{"name":"访客 BCCF"}', 1795280400004442, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ee9c-7382-9506-a99154cadb1a', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, 'contact', '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, '{"name":"李小红"}', 1795280400027979, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-eeb5-7bb6-982d-c2e9c02a02a4', 'conversation.assigned', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', 3, '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ee74-7815-a775-5921dd499256', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', NULL, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'queued', 'active', NULL, 1795280400046770, 3);
INSERT INTO public.events VALUES ('01a1ff0c-eed9-70ce-827e-6a051d66f6bf', 'message.delivery_changed', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', 5, '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', NULL, '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', '01a1ff0c-ee74-7815-a775-5921dd499256', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-eeb5-7bc1-93eb-00fbc2b06b7a', 'contact', '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795280400083282, 5);
INSERT INTO public.events VALUES ('01a1ff0c-eeed-7d80-bcf7-8411a6c373e4', 'contact.updated', NULL, NULL, '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', NULL, NULL, '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, NULL, 'contact', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, NULL, '{"identity_id":"01a1ff0c-eedb-72ec-9386-5986fb0ee8c6","reachable":true}', 1795280400108184, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-eeef-7510-807c-de6bf37b5a96', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, NULL, 'contact', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, NULL, '{"name":"王明"}', 1795280400111176, NULL);
INSERT INTO public.events VALUES ('01a1ff0c-ef0b-7111-9c06-9836d5b35289', 'conversation.created', '01a1ff0c-ef0b-7104-b12d-fc25763e96a3', 1, '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', NULL, NULL, '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', NULL, 'contact', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, 'queued', NULL, 1795280400137103, 1);
INSERT INTO public.exchanges VALUES ('01a1ff0c-ec14-7444-bd9f-9e4815fae289', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ebef-7a08-bec4-760a2b535696', NULL, 1795280399380273, '{"id":"01a1ff0c-ec14-7444-bd9f-9e4815fae289","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ebef-7a08-bec4-760a2b535696","at":"2026-11-21T16:59:59.380273Z","duration_us":605,"method":"POST","url":"http://127.0.0.1:34635/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-ec14-7de6-80f7-b6af66e8c213', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ebef-7a08-bec4-760a2b535696', NULL, 1795280399380909, '{"id":"01a1ff0c-ec14-7de6-80f7-b6af66e8c213","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ebef-7a08-bec4-760a2b535696","at":"2026-11-21T16:59:59.380909Z","duration_us":9125,"method":"GET","url":"http://127.0.0.1:34635/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-ed11-7652-9164-a1f645a84b9d', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', '01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd', 1795280399633407, '{"id":"01a1ff0c-ed11-7652-9164-a1f645a84b9d","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ecc3-78db-82e1-4bd5c7bca235","part_id":"01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd","at":"2026-11-21T16:59:59.633407Z","duration_us":913,"method":"POST","url":"http://127.0.0.1:34635/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795280399,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-ed40-7c3b-9923-8cce8c86abfa', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', '01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd', 1795280399680795, '{"id":"01a1ff0c-ed40-7c3b-9923-8cce8c86abfa","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ecc3-78db-82e1-4bd5c7bca235","part_id":"01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd","at":"2026-11-21T16:59:59.680795Z","duration_us":652,"method":"POST","url":"http://127.0.0.1:34635/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-edd6-7549-ab1c-242ca83a5df4', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-eda5-701c-8b75-eb12ed950145', '01a1ff0c-eda5-7041-97c7-157e5e551364', 1795280399830341, '{"id":"01a1ff0c-edd6-7549-ab1c-242ca83a5df4","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-eda5-701c-8b75-eb12ed950145","part_id":"01a1ff0c-eda5-7041-97c7-157e5e551364","at":"2026-11-21T16:59:59.830341Z","duration_us":540,"method":"POST","url":"http://127.0.0.1:34635/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-edea-711e-9c3d-a9a4cd54a037', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ede0-7c0d-973f-3462c703dde8', '01a1ff0c-ede0-7c1e-bbc9-59527b4819a7', 1795280399850068, '{"id":"01a1ff0c-edea-711e-9c3d-a9a4cd54a037","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ede0-7c0d-973f-3462c703dde8","part_id":"01a1ff0c-ede0-7c1e-bbc9-59527b4819a7","at":"2026-11-21T16:59:59.850068Z","duration_us":647,"method":"POST","url":"http://127.0.0.1:34635/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795280399,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff0c-ee15-78d8-a2a0-492ce4757805', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '01a1ff0c-ede0-7c0d-973f-3462c703dde8', '01a1ff0c-ede0-7c1e-bbc9-59527b4819a7', 1795280399893574, '{"id":"01a1ff0c-ee15-78d8-a2a0-492ce4757805","account_id":"01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe","message_id":"01a1ff0c-ede0-7c0d-973f-3462c703dde8","part_id":"01a1ff0c-ede0-7c1e-bbc9-59527b4819a7","at":"2026-11-21T16:59:59.893574Z","duration_us":404,"method":"POST","url":"http://127.0.0.1:34635/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-21 16:59:58.057493');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-21 16:59:58.076011');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-21 16:59:58.240643');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-21 16:59:58.24691');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-21 16:59:58.279985');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-21 16:59:58.300398');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-21 16:59:58.30663');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-21 16:59:58.356107');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-21 16:59:58.379152');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-21 16:59:58.392502');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-21 16:59:58.3948');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-21 16:59:58.429409');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-21 16:59:58.436123');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-21 16:59:58.445292');
INSERT INTO public.identities VALUES ('01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '43', '01a1ff0c-eb83-75ff-8219-28285ffe0648', 'Anna Schmidt', NULL, 'person', true, 0, '01a1ff0c-eb83-75ff-8219-28285ffe0648', 1795280399216956, 1795280399216956);
INSERT INTO public.identities VALUES ('01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '42', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', '小明 王', 'xiaoming', 'person', true, 0, '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', 1795280399277414, 1795280399277414);
INSERT INTO public.identities VALUES ('01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-ee74-7815-a775-5921dd499256', '李小红', NULL, 'person', true, 5, '01a1ff0c-ee74-7815-a775-5921dd499256', 1795280399978480, 1795280400021840);
INSERT INTO public.identities VALUES ('01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', '王明', NULL, 'person', true, 2, '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', 1795280400108184, 1795280400108184);
INSERT INTO public.leases VALUES ('singleton', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 1795280404139681);
INSERT INTO public.leases VALUES ('lane:0', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.leases VALUES ('node:01a1ff0c-e93a-713c-a089-2b9a7805e6d1', '01a1ff0c-e93a-713c-a089-2b9a7805e6d1', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a1ff0c-eb83-763a-abc9-68f17caee096', '01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-eb70-73ae-a98b-941b0312f5f9', NULL, 1795280399000000, 1795280399199565, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a1ff0c-eba9-7006-8ab2-2ef4e2d85961', '01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a1ff0c-eb83-75ff-8219-28285ffe0648', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-eb9c-7b20-890a-585f82c606c1', NULL, 1795280399000000, 1795280399260703, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a1ff0c-ebc7-7af8-a872-77ff92e3ffde', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ebad-7402-ab82-4e113365ee1b', NULL, 1795280399000000, 1795280399206065, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a1ff0c-ebef-7a08-bec4-760a2b535696', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ebe5-73dc-8742-49e4ab243de6', NULL, 1795280399000000, 1795280399333226, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a1ff0c-ec12-77dd-b6f1-109f04e6df74', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ebff-7e76-9ca2-b66c31d61cf0', NULL, 1795280399000000, 1795280399359922, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a1ff0c-ebe1-7023-85a1-2658c1fe1264', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a1ff0c-ebc7-7ab6-956b-0125bcd4391a', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ebdd-7b17-865b-bc0b53368e4e', NULL, 1795280399000000, 1795280399325706, 1795280399000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795280399503687, 1795280399503687, 1795280399660879, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a1ff0c-ed89-7109-bdf9-890a084dca7f', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795280399745102, 1795280399745102, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a1ff0c-eda5-701c-8b75-eb12ed950145', '01a1ff0c-ebc7-7ae2-bdef-0432b386fe95', '01a1ff0c-ebc7-7abf-8e8b-394d3f388aa1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795280399777155, 1795280399777155, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a1ff0c-ede0-7c0d-973f-3462c703dde8', '01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795280399839426, 1795280399839426, 1795280399867101, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a1ff0c-ee1f-7b6f-9655-f5a0f58c67b8', '01a1ff0c-eb83-762a-afc5-e18db59223eb', '01a1ff0c-eb83-7609-9aed-6853c0da8ccf', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795280399902812, 1795280399902812, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a1ff0c-ee74-783a-beb2-8213e013c9ac', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a1ff0c-ee74-7815-a775-5921dd499256', NULL, NULL, '01a1ff0c-ee64-7e68-be72-efaa99840f04:1', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ee6a-76a1-9b41-310ebac5a12c', 2, 1795280399977909, 1795280399978434, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a1ff0c-eeb5-7bc1-93eb-00fbc2b06b7a', '01a1ff0c-ee74-7827-bd08-c23e2560e03b', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a1ff0c-e8a4-7ba7-9228-dd54905ac497', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a1ff0c-eeb5-7bc1-93eb-00fbc2b06b7a', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795280400046770, 1795280400046770, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a1ff0c-ef0b-7119-b23c-11e36b30f1de', '01a1ff0c-ef0b-7104-b12d-fc25763e96a3', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a1ff0c-eeed-7d6f-8b83-d660e0efe009', NULL, NULL, '01a1ff0c-eedb-72ea-96cd-b8aa357c1dc5:1', NULL, NULL, NULL, NULL, NULL, '01a1ff0c-ef09-705e-9cb8-ba77af58f648', 2, 1795280400136994, 1795280400137024, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd', '01a1ff0c-ecc3-78db-82e1-4bd5c7bca235', 0, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '{"id":"01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd","message_id":"01a1ff0c-ecc3-78db-82e1-4bd5c7bca235","index":0,"key":"01a1ff0c-ecc3-78fd-8a67-b8bb5d658fcd","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795280399000000, 1795280399634704);
INSERT INTO public.parts VALUES ('01a1ff0c-eda5-7041-97c7-157e5e551364', '01a1ff0c-eda5-701c-8b75-eb12ed950145', 0, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '{"id":"01a1ff0c-eda5-7041-97c7-157e5e551364","message_id":"01a1ff0c-eda5-701c-8b75-eb12ed950145","index":0,"key":"01a1ff0c-eda5-7041-97c7-157e5e551364","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795280399831091);
INSERT INTO public.parts VALUES ('01a1ff0c-ede0-7c1e-bbc9-59527b4819a7', '01a1ff0c-ede0-7c0d-973f-3462c703dde8', 0, '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', '{"id":"01a1ff0c-ede0-7c1e-bbc9-59527b4819a7","message_id":"01a1ff0c-ede0-7c0d-973f-3462c703dde8","index":0,"key":"01a1ff0c-ede0-7c1e-bbc9-59527b4819a7","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795280399000000, 1795280399850750);
INSERT INTO public.raws VALUES ('01a1ff0c-eb66-73e0-837c-fe6aad1acd95', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795280399199488);
INSERT INTO public.raws VALUES ('01a1ff0c-eb70-73ae-a98b-941b0312f5f9', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795280399199565);
INSERT INTO public.raws VALUES ('01a1ff0c-eb9c-7b20-890a-585f82c606c1', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795280399260703);
INSERT INTO public.raws VALUES ('01a1ff0c-ebad-7402-ab82-4e113365ee1b', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795280399206065);
INSERT INTO public.raws VALUES ('01a1ff0c-ebdd-7b17-865b-bc0b53368e4e', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795280399325706);
INSERT INTO public.raws VALUES ('01a1ff0c-ebe5-73dc-8742-49e4ab243de6', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795280399333226);
INSERT INTO public.raws VALUES ('01a1ff0c-ebff-7e76-9ca2-b66c31d61cf0', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795280399359922);
INSERT INTO public.raws VALUES ('01a1ff0c-ec20-7c6d-b547-eecb829b54fd', '01a1ff0c-eb0d-7ef2-8e8e-b86657e71bfe', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238303339392c22656469745f64617465223a313739353238303339392c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795280399392783);
INSERT INTO public.raws VALUES ('01a1ff0c-ee6a-76a1-9b41-310ebac5a12c', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'web.message', NULL, '\x7b226964223a2230316131666630632d656536342d376536382d626537322d6566616139393834306630343a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666630632d656536342d376536392d613732612d363335666239343462636366222c226e616d65223a22e8aebfe5aea22042434346222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32315431363a35393a35392e3937373930395a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795280399978434);
INSERT INTO public.raws VALUES ('01a1ff0c-ee95-7c30-9b4a-d55c2d4f7184', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316131666630632d656539352d376266312d616462662d386666343933313463363930222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666630632d656536342d376536392d613732612d363335666239343462636366222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32315431373a30303a30302e3032313738335a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795280400021799);
INSERT INTO public.raws VALUES ('01a1ff0c-eed3-7382-9e3c-9f527ca70a34', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'web.read', NULL, '\x7b226964223a22723a30316131666630632d656564332d373332372d613264302d663634623862373565666536222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666630632d656536342d376536392d613732612d363335666239343462636366227d2c2273656e745f6174223a22323032362d31312d32315431373a30303a30302e3038333230385a222c2272656673223a5b2230316131666630632d656562352d376263312d393365622d303066626332623036623761225d7d', NULL, 'done', NULL, 1, 1795280400083230);
INSERT INTO public.raws VALUES ('01a1ff0c-eeec-709a-9e8a-6d82d7e94e97', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316131666630632d656565632d373030392d613735612d356662396131373737356364222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666630632d656564622d373265632d393338362d353938366662306565386336222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32315431373a30303a30302e3130383030335a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795280400108039);
INSERT INTO public.raws VALUES ('01a1ff0c-ef09-705e-9cb8-ba77af58f648', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', 'web', 'web.message', NULL, '\x7b226964223a2230316131666630632d656564622d373265612d393663642d6238616133353763316463353a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666630632d656564622d373265632d393338362d353938366662306565386336227d2c2273656e745f6174223a22323032362d31312d32315431373a30303a30302e3133363939345a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795280400137024);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:start''');
INSERT INTO public.search VALUES (2, '''0:2002'' ''0:order'' ''0:please'' ''0:单'' ''0:订单''');
INSERT INTO public.search VALUES (3, '''0:sale'' ''0:spring'' ''0:start''');
INSERT INTO public.search VALUES (5, '''0:看这'' ''0:这里'' ''0:里''');
INSERT INTO public.search VALUES (6, '''0:121'' ''0:230000'' ''0:31'' ''0:470000'' ''0:location''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.search VALUES (14, '''0:想退'' ''0:我想'' ''0:货'' ''0:退货''');
INSERT INTO public.search VALUES (4, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.settings VALUES ('key.fingerprint', 'c9939937b2518a3e');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:10974');
INSERT INTO public.settings VALUES ('streams.epoch', '452b53fbea35');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a1ff0c-ec59-73a0-9249-7208e6df4292', NULL, '售后', 'skill_group', 1795280399449294, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '1', '01a1ff0c-eedb-72ea-96cd-b8aa357c1dc5', 1795281060000000);
INSERT INTO public.visitor_sessions VALUES ('01a1ff0c-ee64-7e68-be72-efaa99840f04', '\x173aeba4ea819afa37af3cb44497c88c62942a78674c617122ea4ce067f90dd4', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-ee64-7e69-a72a-635fb944bccf', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795280399972934, 1795280399972934, 1810832399972934, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a1ff0c-eedb-72ea-96cd-b8aa357c1dc5', '\xc401c4386755fc0ac99c1cd4690ceb560407052a0bfbe1a9e0e42bd7de67410f', '01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', '4711', NULL, NULL, 1795280400091188, 1795280400111803, 1797872400111803, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a1ff0c-ee68-73af-b2ee-062b9ca9defc', '01a1ff0c-ee64-7e68-be72-efaa99840f04', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795280399976268);
INSERT INTO public.visitor_users VALUES ('01a1ff0c-ee51-72d6-98e4-5bfd16e7342f', '4711', '01a1ff0c-eedb-72ec-9386-5986fb0ee8c6', 1795280400100488);
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
