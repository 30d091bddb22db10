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
INSERT INTO public.account_health VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'healthy', NULL, 1795316306826468, 1795316307013511, 1795316307237656, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a20130-d588-79c9-b88d-310d72524a05', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795316307340331, 1795316307463787, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:11538/hooks/telegram/01a20130-d387-7208-89bc-d3ddd9c6703c","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:46341","receive":"webhook"}', '\x017a0688107083d8b82b841d7ad5c792676fdbad6c497617efd992cf11834d74242604dcfec210a50b084103bfc3cf6c3a7cf0b928abf72a5d8e6bcce1e3371586550af2b997726a773fb1eae21cefc0daa589a538402a4e429533dc9e30bf25d4fd990da3277f09e197afdb8a21d248bdd0e4065a86fc5f34fc45d25c74dce703aaf320cff2a16bf861aea389cc3d2b6911b28cf298389a767a26479f2faa7470cc881920d7a915878bc149', 'active', 1795316306825184, 1795316306825184, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a20130-d588-79c9-b88d-310d72524a05', 'web', 'Website', '{}', '\x017a0688107083d8b806bdcc179216ce4c12356b11b8af773dd4cdfcba409a75c65c24e9719b1b66173446660976ae3aedc5f040beb95279cbf3cae069c9ae8a024188a04463074cc02bcf6913635d73ef164dbc0bcb3883390c9f15bea1a4fd2da2b93ad0327dfb', 'active', 1795316307336692, 1795316307336692, NULL, NULL);
INSERT INTO public.agents VALUES ('01a20130-d122-7403-aad6-10f74b365fd2', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$JB9snaaI9ew7p8zg4alAwQ$Wg9t6pq4EogWdzH0QFi2lCLPmnHxxMsbZ7lpS55U4Hc', 'offline', NULL, false, 1795316306269864, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a20130-d165-7e73-9a9b-7ae7846a87d9', '01a20130-d122-7403-aad6-10f74b365fd2', 'setup', 'sb_oHOnFX', '\xbba0575eac9f6189264089888c1495573dac850542f0e79f7be661015060f1d1', 'null', 1795316306277967, 1795316306930121, NULL);
INSERT INTO public.assignments VALUES ('01a20130-d463-74b6-9507-8e5cc490a125', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 'answered', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 1795316307038448, NULL);
INSERT INTO public.assignments VALUES ('01a20130-d506-783e-9522-f01f665890c0', '01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 'answered', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 1795316307202802, 1795316307284019);
INSERT INTO public.assignments VALUES ('01a20130-d5e0-77fb-bd6f-c554b0fda753', '01a20130-d5bf-7e73-a411-13abc5275a98', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 'answered', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 1795316307420975, NULL);
INSERT INTO public.attachments VALUES ('01a20130-d413-7b9b-aeb1-30e491f6ef8e', '01a20130-d413-7b88-b82e-ad5762feec0b', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a20130-d5bf-7f07-b726-91ed62966218', '01a20130-d5bf-7e88-a8b7-714878f32403', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a20130-d1bb-78d6-bff1-d959eef27d0f', 1795316306363579, 'system', NULL, 'owner.set_up', '01a20130-d122-7403-aad6-10f74b365fd2', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a20130-d395-780e-8581-b3bb26115167', 1795316306837528, 'system', NULL, 'account.added', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a20130-d44f-750d-bed6-363fca30410f', 1795316307023331, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'team.created', '01a20130-d43b-7ee0-a40e-69cf76352420', '售后');
INSERT INTO public.audit VALUES ('01a20130-d4d9-7bf1-9e38-72cf67faf390', 1795316307161782, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'contact.note_added', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL);
INSERT INTO public.audit VALUES ('01a20130-d552-7aae-8564-90d4fd9457fc', 1795316307282700, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'contact.note_added', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL);
INSERT INTO public.audit VALUES ('01a20130-d595-7c8c-a903-1933a1914d30', 1795316307349822, 'system', NULL, 'account.added', '01a20130-d588-79c9-b88d-310d72524a05', 'web Website');
INSERT INTO public.contact_notes VALUES ('01a20130-d4d1-753a-b013-dade0d944d0d', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', '01a20130-d122-7403-aad6-10f74b365fd2', '喜欢喝茶', 1795316307154573, NULL);
INSERT INTO public.contact_notes VALUES ('01a20130-d54d-77ff-b8ba-5ec6c077cee1', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', '01a20130-d122-7403-aad6-10f74b365fd2', '喜欢喝茶', 1795316307281040, NULL);
INSERT INTO public.contact_terms VALUES ('a', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('s', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('43', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('an', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('红', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('l', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('example', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('li', '01a20130-d5bf-7e5a-9328-43efb20b2379', true);
INSERT INTO public.contact_terms VALUES ('李', '01a20130-d5bf-7e5a-9328-43efb20b2379', false);
INSERT INTO public.contact_terms VALUES ('471', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('4', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('47', '01a20130-d5f8-761e-8e1c-74d11abbb704', false);
INSERT INTO public.contact_terms VALUES ('小', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('明', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('x', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('王', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contact_terms VALUES ('42', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', false);
INSERT INTO public.contacts VALUES ('01a20130-d3ef-735b-8e3f-76fb9c6e6af6', 'known', '小明 王', 'zh', NULL, false, NULL, 1795316306901393, 1795316306901393, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795316306916253, 1795316306916253, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20130-d5bf-7e5a-9328-43efb20b2379', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795316307390271, 1795316307402155, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a20130-d5f8-761e-8e1c-74d11abbb704', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795316307447316, 1795316307452196, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 6, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 0, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 5, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 3, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 3, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d387-7208-89bc-d3ddd9c6703c', 2, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d588-79c9-b88d-310d72524a05', 3, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d588-79c9-b88d-310d72524a05', 3, 0);
INSERT INTO public.conversation_counts VALUES ('queued', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d588-79c9-b88d-310d72524a05', 1, 1);
INSERT INTO public.conversations VALUES ('01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', '42', NULL, 'active', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a20130-d4e0-70ac-9d46-c2f4fc319f54', 'out', 'in doubt', 7, 1795316307165503, NULL, 1795316306901393, 1795316307182287, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T02:58:27.038448Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', '43', NULL, 'completed', 'none', NULL, NULL, '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a20130-d506-7842-b249-97a6acf99705', 'out', '您好！1', 3, 1795316307202802, NULL, 1795316306916253, 1795316307284019, 1795316307284019, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T02:58:27.202802Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20130-d5bf-7e73-a411-13abc5275a98', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d5bf-7e5a-9328-43efb20b2379', '01a20130-d59b-7e69-8c22-18b1eae7bd68', NULL, 'active', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a20130-d5e0-7801-9587-e85344d48953', 'out', '有的', 2, 1795316307420975, NULL, 1795316307390271, 1795316307433523, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T02:58:27.420975Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a20130-d606-747b-b550-a609ac831594', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d5f4-769e-b5ab-718fd746a30d', '01a20130-d5f8-761e-8e1c-74d11abbb704', '01a20130-d5f4-769e-b5ab-718fd746a30d', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a20130-d606-748f-861a-899bf5ebc852', 'in', '我想退货', 1, 1795316307461003, 1795316307461003, 1795316307461003, 1795316307461003, NULL, 1795316307461003, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a20130-d387-7208-89bc-d3ddd9c6703c', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d59b-7e66-b18b-2a17f21598d4:1');
INSERT INTO public.event_keys VALUES ('01a20130-d588-79c9-b88d-310d72524a05', 'c:01a20130-d5c7-7e99-b56f-fb9bf3028d47');
INSERT INTO public.event_keys VALUES ('01a20130-d588-79c9-b88d-310d72524a05', 'r:01a20130-d5e9-7611-a389-e10e6907acba');
INSERT INTO public.event_keys VALUES ('01a20130-d588-79c9-b88d-310d72524a05', 'i:01a20130-d5f7-72d4-b845-c799588aa5ad');
INSERT INTO public.event_keys VALUES ('01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d5f4-769d-8f7c-717e2901bc5c:1');
INSERT INTO public.events VALUES ('01a20130-d3ef-73b1-ac01-980c247c85d7', 'conversation.created', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 1, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, NULL, '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, 'queued', NULL, 1795316306901393, NULL);
INSERT INTO public.events VALUES ('01a20130-d3f1-7e9e-878d-5fabe9eb2b57', 'conversation.created', '01a20130-d3f1-7e98-bf0a-57f30be69038', 1, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, NULL, '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, 'contact', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, 'queued', NULL, 1795316306916253, NULL);
INSERT INTO public.events VALUES ('01a20130-d43c-790e-b4b2-f3abec70d7b2', 'message.updated', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 6, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, NULL, '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, '01a20130-d3ff-709d-afbb-58f95c7d9870', 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795316307000902, NULL);
INSERT INTO public.events VALUES ('01a20130-d445-7d4d-bc56-e4c9533607fd', 'message.updated', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 7, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, NULL, '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a20130-d413-7b9b-aeb1-30e491f6ef8e","message_id":"01a20130-d413-7b88-b82e-ad5762feec0b","state":"ready"}', 1795316307001988, NULL);
INSERT INTO public.events VALUES ('01a20130-d463-74a8-a1c9-4af50e8e8543', 'conversation.assigned', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 8, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'queued', 'active', NULL, 1795316307038448, NULL);
INSERT INTO public.events VALUES ('01a20130-d491-790e-942c-00b1ffd0265c', 'message.delivery_changed', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 10, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, '01a20130-d463-74bc-b157-92b39e035780', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795316307078913, NULL);
INSERT INTO public.events VALUES ('01a20130-d4a0-79a7-8389-7b4b72a88336', 'message.updated', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 11, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, '01a20130-d463-74bc-b157-92b39e035780', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795316307098914, NULL);
INSERT INTO public.events VALUES ('01a20130-d4b2-7268-8cfc-93b72212729c', 'message.updated', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 12, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, '01a20130-d463-74bc-b157-92b39e035780', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795316307113879, NULL);
INSERT INTO public.events VALUES ('01a20130-d4d3-7ccb-a2f9-87320361f776', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, NULL, '{"done":"added","note":"01a20130-d4d1-753a-b013-dade0d944d0d"}', 1795316307155835, NULL);
INSERT INTO public.events VALUES ('01a20130-d4f1-778c-bb02-959509f8daa2', 'message.delivery_changed', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', 15, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, '01a20130-d4e0-70ac-9d46-c2f4fc319f54', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795316307182287, NULL);
INSERT INTO public.events VALUES ('01a20130-d506-7807-8108-ceaf5d6c6881', 'conversation.assigned', '01a20130-d3f1-7e98-bf0a-57f30be69038', 4, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'queued', 'active', NULL, 1795316307202802, NULL);
INSERT INTO public.events VALUES ('01a20130-d521-7621-be35-191151ade0e8', 'message.delivery_changed', '01a20130-d3f1-7e98-bf0a-57f30be69038', 6, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, '01a20130-d506-7842-b249-97a6acf99705', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795316307227539, NULL);
INSERT INTO public.events VALUES ('01a20130-d52c-782f-b1b4-90fc4a11f684', 'message.updated', '01a20130-d3f1-7e98-bf0a-57f30be69038', 7, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, '01a20130-d506-7842-b249-97a6acf99705', 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795316307241877, NULL);
INSERT INTO public.events VALUES ('01a20130-d53d-78e4-875c-9ae793004211', 'message.updated', '01a20130-d3f1-7e98-bf0a-57f30be69038', 8, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, '01a20130-d506-7842-b249-97a6acf99705', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795316307259811, NULL);
INSERT INTO public.events VALUES ('01a20130-d552-7161-b205-1aa161d8f3db', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', NULL, NULL, '{"done":"added","note":"01a20130-d54d-77ff-b8ba-5ec6c077cee1"}', 1795316307282083, NULL);
INSERT INTO public.events VALUES ('01a20130-d555-7b92-b2eb-50325a9d7004', 'conversation.completed', '01a20130-d3f1-7e98-bf0a-57f30be69038', 10, '01a20130-d387-7208-89bc-d3ddd9c6703c', NULL, NULL, '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'active', 'completed', '{"disposition":"solved"}', 1795316307284019, NULL);
INSERT INTO public.events VALUES ('01a20130-d5bf-7e7d-8af7-4302002948ca', 'conversation.created', '01a20130-d5bf-7e73-a411-13abc5275a98', 1, '01a20130-d588-79c9-b88d-310d72524a05', NULL, NULL, '01a20130-d5bf-7e5a-9328-43efb20b2379', '01a20130-d59b-7e69-8c22-18b1eae7bd68', NULL, 'contact', '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, 'queued', NULL, 1795316307390271, 1);
INSERT INTO public.events VALUES ('01a20130-d5c6-7001-8ed6-522252aa402c', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, 'contact', '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, '{"name":"访客 BD68"}', 1795316307397705, NULL);
INSERT INTO public.events VALUES ('01a20130-d5ca-74de-8f35-37fddb417414', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, 'contact', '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, '{"name":"李小红"}', 1795316307402155, NULL);
INSERT INTO public.events VALUES ('01a20130-d5e0-77f0-8075-e85954119a6f', 'conversation.assigned', '01a20130-d5bf-7e73-a411-13abc5275a98', 3, '01a20130-d588-79c9-b88d-310d72524a05', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d5bf-7e5a-9328-43efb20b2379', '01a20130-d59b-7e69-8c22-18b1eae7bd68', NULL, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'queued', 'active', NULL, 1795316307420975, 3);
INSERT INTO public.events VALUES ('01a20130-d5f1-7825-8848-a6699c0013fe', 'message.delivery_changed', '01a20130-d5bf-7e73-a411-13abc5275a98', 5, '01a20130-d588-79c9-b88d-310d72524a05', NULL, '01a20130-d122-7403-aad6-10f74b365fd2', '01a20130-d5bf-7e5a-9328-43efb20b2379', '01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d5e0-7801-9587-e85344d48953', 'contact', '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795316307433523, 5);
INSERT INTO public.events VALUES ('01a20130-d5f8-7631-9780-afbc3d3654ae', 'contact.updated', NULL, NULL, '01a20130-d588-79c9-b88d-310d72524a05', NULL, NULL, '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, NULL, 'contact', '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, NULL, '{"identity_id":"01a20130-d5f4-769e-b5ab-718fd746a30d","reachable":true}', 1795316307447316, NULL);
INSERT INTO public.events VALUES ('01a20130-d5fc-7588-af50-6894d9930287', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, NULL, 'contact', '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, NULL, '{"name":"王明"}', 1795316307452196, NULL);
INSERT INTO public.events VALUES ('01a20130-d606-7485-a627-0dfc89b32950', 'conversation.created', '01a20130-d606-747b-b550-a609ac831594', 1, '01a20130-d588-79c9-b88d-310d72524a05', NULL, NULL, '01a20130-d5f8-761e-8e1c-74d11abbb704', '01a20130-d5f4-769e-b5ab-718fd746a30d', NULL, 'contact', '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, 'queued', NULL, 1795316307461003, 1);
INSERT INTO public.exchanges VALUES ('01a20130-d42b-754f-b169-b921745a5a82', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d413-7b88-b82e-ad5762feec0b', NULL, 1795316306987339, '{"id":"01a20130-d42b-754f-b169-b921745a5a82","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d413-7b88-b82e-ad5762feec0b","at":"2026-11-22T02:58:26.987339Z","duration_us":640,"method":"POST","url":"http://127.0.0.1:46341/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20130-d42c-719c-ba31-efd693cf5e99', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d413-7b88-b82e-ad5762feec0b', NULL, 1795316306988104, '{"id":"01a20130-d42c-719c-ba31-efd693cf5e99","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d413-7b88-b82e-ad5762feec0b","at":"2026-11-22T02:58:26.988104Z","duration_us":4258,"method":"GET","url":"http://127.0.0.1:46341/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a20130-d486-7151-ae96-8049b6189482', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d463-74bc-b157-92b39e035780', '01a20130-d463-74e0-96cc-26b33a574380', 1795316307078079, '{"id":"01a20130-d486-7151-ae96-8049b6189482","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d463-74bc-b157-92b39e035780","part_id":"01a20130-d463-74e0-96cc-26b33a574380","at":"2026-11-22T02:58:27.078079Z","duration_us":654,"method":"POST","url":"http://127.0.0.1:46341/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795316307,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20130-d4a9-71ba-a8d2-d529f898fa19', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d463-74bc-b157-92b39e035780', '01a20130-d463-74e0-96cc-26b33a574380', 1795316307113106, '{"id":"01a20130-d4a9-71ba-a8d2-d529f898fa19","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d463-74bc-b157-92b39e035780","part_id":"01a20130-d463-74e0-96cc-26b33a574380","at":"2026-11-22T02:58:27.113106Z","duration_us":499,"method":"POST","url":"http://127.0.0.1:46341/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a20130-d4ec-7e6a-9123-8e18f923f72f', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d4e0-70ac-9d46-c2f4fc319f54', '01a20130-d4e0-718a-b300-eb475bcc8da9', 1795316307180938, '{"id":"01a20130-d4ec-7e6a-9123-8e18f923f72f","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d4e0-70ac-9d46-c2f4fc319f54","part_id":"01a20130-d4e0-718a-b300-eb475bcc8da9","at":"2026-11-22T02:58:27.180938Z","duration_us":1142,"method":"POST","url":"http://127.0.0.1:46341/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a20130-d519-7e70-8f46-5343e33ad640', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d506-7842-b249-97a6acf99705', '01a20130-d506-786c-b39b-709a608ef860', 1795316307225940, '{"id":"01a20130-d519-7e70-8f46-5343e33ad640","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d506-7842-b249-97a6acf99705","part_id":"01a20130-d506-786c-b39b-709a608ef860","at":"2026-11-22T02:58:27.225940Z","duration_us":1505,"method":"POST","url":"http://127.0.0.1:46341/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795316307,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a20130-d53b-7423-9262-b6deaaf41c65', '01a20130-d387-7208-89bc-d3ddd9c6703c', '01a20130-d506-7842-b249-97a6acf99705', '01a20130-d506-786c-b39b-709a608ef860', 1795316307259266, '{"id":"01a20130-d53b-7423-9262-b6deaaf41c65","account_id":"01a20130-d387-7208-89bc-d3ddd9c6703c","message_id":"01a20130-d506-7842-b249-97a6acf99705","part_id":"01a20130-d506-786c-b39b-709a608ef860","at":"2026-11-22T02:58:27.259266Z","duration_us":401,"method":"POST","url":"http://127.0.0.1:46341/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 02:58:25.281766');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 02:58:25.30424');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 02:58:25.785302');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 02:58:25.798083');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 02:58:25.888677');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 02:58:25.961048');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 02:58:25.978533');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 02:58:25.989855');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 02:58:26.003552');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 02:58:26.026575');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 02:58:26.034722');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 02:58:26.081537');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 02:58:26.088315');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 02:58:26.097836');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-22 02:58:26.103191');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-22 02:58:26.107348');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-22 02:58:26.108148');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-22 02:58:26.110006');
INSERT INTO public.identities VALUES ('01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', '42', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', '小明 王', 'xiaoming', 'person', true, 0, '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', 1795316306901393, 1795316306901393);
INSERT INTO public.identities VALUES ('01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d387-7208-89bc-d3ddd9c6703c', '43', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', 'Anna Schmidt', NULL, 'person', true, 0, '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', 1795316306916253, 1795316306916253);
INSERT INTO public.identities VALUES ('01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d5bf-7e5a-9328-43efb20b2379', '李小红', NULL, 'person', true, 5, '01a20130-d5bf-7e5a-9328-43efb20b2379', 1795316307390271, 1795316307400027);
INSERT INTO public.identities VALUES ('01a20130-d5f4-769e-b5ab-718fd746a30d', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d5f4-769e-b5ab-718fd746a30d', '01a20130-d5f8-761e-8e1c-74d11abbb704', '王明', NULL, 'person', true, 2, '01a20130-d5f8-761e-8e1c-74d11abbb704', 1795316307447316, 1795316307447316);
INSERT INTO public.leases VALUES ('singleton', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 1795316311838563);
INSERT INTO public.leases VALUES ('lane:0', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.leases VALUES ('node:01a20130-d264-78f2-b62c-10c85b2376a6', '01a20130-d264-78f2-b62c-10c85b2376a6', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a20130-d3ef-73be-b130-31cd1f6a8624', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a20130-d3d5-72fd-b890-45647d9f5974', NULL, 1795316306000000, 1795316306845732, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a20130-d3f1-7ea8-a123-cdf986e057e9', '01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d387-7208-89bc-d3ddd9c6703c', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a20130-d3ce-77aa-aab9-c0a9996b1ab4', NULL, 1795316306000000, 1795316306845604, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a20130-d40b-7b91-8667-604203124563', '01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d387-7208-89bc-d3ddd9c6703c', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a20130-d3f1-7e75-a1c5-4eb7985f5ccb', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a20130-d400-7789-8f4a-14faff0796db', NULL, 1795316306000000, 1795316306944476, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a20130-d413-7b88-b82e-ad5762feec0b', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a20130-d412-77e4-8c6e-4f8eec935d6b', NULL, 1795316306000000, 1795316306962489, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a20130-d41f-7cb3-9356-07e4c6125abe', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a20130-d41a-7e47-8c06-fa4390800690', NULL, 1795316306000000, 1795316306970908, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a20130-d3ff-709d-afbb-58f95c7d9870', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a20130-d3ef-735b-8e3f-76fb9c6e6af6', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a20130-d3fd-7983-866d-4056277a91bf', NULL, 1795316306000000, 1795316306941594, 1795316306000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a20130-d463-74bc-b157-92b39e035780', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795316307038448, 1795316307038448, 1795316307098914, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a20130-d4ca-7ba2-99ea-10838c3cea92', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795316307138904, 1795316307138904, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a20130-d4e0-70ac-9d46-c2f4fc319f54', '01a20130-d3ef-7390-8aa0-dcc6ba308c77', '01a20130-d3ef-7367-8128-6053c432dce9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795316307165503, 1795316307165503, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a20130-d506-7842-b249-97a6acf99705', '01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d387-7208-89bc-d3ddd9c6703c', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795316307202802, 1795316307202802, 1795316307241877, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a20130-d54a-7bc6-8521-d092fdda216c', '01a20130-d3f1-7e98-bf0a-57f30be69038', '01a20130-d3f1-7e7f-af45-2698d651dd9b', '01a20130-d387-7208-89bc-d3ddd9c6703c', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795316307272738, 1795316307272738, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a20130-d5bf-7e88-a8b7-714878f32403', '01a20130-d5bf-7e73-a411-13abc5275a98', '01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d588-79c9-b88d-310d72524a05', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a20130-d5bf-7e5a-9328-43efb20b2379', NULL, NULL, '01a20130-d59b-7e66-b18b-2a17f21598d4:1', NULL, NULL, NULL, NULL, NULL, '01a20130-d5be-72c8-b3e0-394c3f623907', 2, 1795316307388915, 1795316307390182, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a20130-d5e0-7801-9587-e85344d48953', '01a20130-d5bf-7e73-a411-13abc5275a98', '01a20130-d59b-7e69-8c22-18b1eae7bd68', '01a20130-d588-79c9-b88d-310d72524a05', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a20130-d122-7403-aad6-10f74b365fd2', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a20130-d5e0-7801-9587-e85344d48953', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795316307420975, 1795316307420975, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a20130-d606-748f-861a-899bf5ebc852', '01a20130-d606-747b-b550-a609ac831594', '01a20130-d5f4-769e-b5ab-718fd746a30d', '01a20130-d588-79c9-b88d-310d72524a05', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a20130-d5f8-761e-8e1c-74d11abbb704', NULL, NULL, '01a20130-d5f4-769d-8f7c-717e2901bc5c:1', NULL, NULL, NULL, NULL, NULL, '01a20130-d604-7dd1-87eb-600013173ae9', 2, 1795316307460830, 1795316307460905, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a20130-d463-74e0-96cc-26b33a574380', '01a20130-d463-74bc-b157-92b39e035780', 0, '01a20130-d387-7208-89bc-d3ddd9c6703c', '{"id":"01a20130-d463-74e0-96cc-26b33a574380","message_id":"01a20130-d463-74bc-b157-92b39e035780","index":0,"key":"01a20130-d463-74e0-96cc-26b33a574380","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795316307000000, 1795316307078913);
INSERT INTO public.parts VALUES ('01a20130-d4e0-718a-b300-eb475bcc8da9', '01a20130-d4e0-70ac-9d46-c2f4fc319f54', 0, '01a20130-d387-7208-89bc-d3ddd9c6703c', '{"id":"01a20130-d4e0-718a-b300-eb475bcc8da9","message_id":"01a20130-d4e0-70ac-9d46-c2f4fc319f54","index":0,"key":"01a20130-d4e0-718a-b300-eb475bcc8da9","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795316307182287);
INSERT INTO public.parts VALUES ('01a20130-d506-786c-b39b-709a608ef860', '01a20130-d506-7842-b249-97a6acf99705', 0, '01a20130-d387-7208-89bc-d3ddd9c6703c', '{"id":"01a20130-d506-786c-b39b-709a608ef860","message_id":"01a20130-d506-7842-b249-97a6acf99705","index":0,"key":"01a20130-d506-786c-b39b-709a608ef860","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795316307000000, 1795316307227539);
INSERT INTO public.raws VALUES ('01a20130-d3a1-7791-8aad-f5a5b7a2ebc9', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795316306845118);
INSERT INTO public.raws VALUES ('01a20130-d3d5-72fd-b890-45647d9f5974', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795316306845732);
INSERT INTO public.raws VALUES ('01a20130-d3ce-77aa-aab9-c0a9996b1ab4', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795316306845604);
INSERT INTO public.raws VALUES ('01a20130-d3fd-7983-866d-4056277a91bf', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795316306941594);
INSERT INTO public.raws VALUES ('01a20130-d400-7789-8f4a-14faff0796db', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795316306944476);
INSERT INTO public.raws VALUES ('01a20130-d412-77e4-8c6e-4f8eec935d6b', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795316306962489);
INSERT INTO public.raws VALUES ('01a20130-d41a-7e47-8c06-fa4390800690', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795316306970908);
INSERT INTO public.raws VALUES ('01a20130-d434-7ae9-bab9-ce702e8056bf', '01a20130-d387-7208-89bc-d3ddd9c6703c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331363330362c22656469745f64617465223a313739353331363330362c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795316306996655);
INSERT INTO public.raws VALUES ('01a20130-d5be-72c8-b3e0-394c3f623907', '01a20130-d588-79c9-b88d-310d72524a05', 'web', 'web.message', NULL, '\x7b226964223a2230316132303133302d643539622d376536362d623138622d3261313766323135393864343a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303133302d643539622d376536392d386332322d313862316561653762643638222c226e616d65223a22e8aebfe5aea22042443638222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325430323a35383a32372e3338383931355a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795316307390182);
INSERT INTO public.raws VALUES ('01a20130-d5c7-7ee3-86ec-0bab315a35ab', '01a20130-d588-79c9-b88d-310d72524a05', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303133302d643563372d376539392d623536662d666239626633303238643437222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303133302d643539622d376536392d386332322d313862316561653762643638222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325430323a35383a32372e3339393935375a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795316307399975);
INSERT INTO public.raws VALUES ('01a20130-d5e9-7688-b0cc-c5744045cc6a', '01a20130-d588-79c9-b88d-310d72524a05', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303133302d643565392d373631312d613338392d653130653639303761636261222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303133302d643539622d376536392d386332322d313862316561653762643638227d2c2273656e745f6174223a22323032362d31312d32325430323a35383a32372e3433333339395a222c2272656673223a5b2230316132303133302d643565302d373830312d393538372d653835333434643438393533225d7d', NULL, 'done', NULL, 1, 1795316307433428);
INSERT INTO public.raws VALUES ('01a20130-d5f7-7375-91eb-37b37e0a2a20', '01a20130-d588-79c9-b88d-310d72524a05', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303133302d643566372d373264342d623834352d633739393538386161356164222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303133302d643566342d373639652d623561622d373138666437343661333064222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325430323a35383a32372e3434373138365a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795316307447226);
INSERT INTO public.raws VALUES ('01a20130-d604-7dd1-87eb-600013173ae9', '01a20130-d588-79c9-b88d-310d72524a05', 'web', 'web.message', NULL, '\x7b226964223a2230316132303133302d643566342d373639642d386637632d3731376532393031626335633a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303133302d643566342d373639652d623561622d373138666437343661333064227d2c2273656e745f6174223a22323032362d31312d32325430323a35383a32372e3436303833305a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795316307460905);
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
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.search VALUES (14, '''0:想退'' ''0:我想'' ''0:货'' ''0:退货''');
INSERT INTO public.search VALUES (3, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.settings VALUES ('key.fingerprint', '7a0688107083d8b8');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:11538');
INSERT INTO public.settings VALUES ('streams.epoch', '31909b57e896');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a20130-d43b-7ee0-a40e-69cf76352420', NULL, '售后', 'skill_group', 1795316307020105, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a20130-d588-79c9-b88d-310d72524a05', '1', '01a20130-d5f4-769d-8f7c-717e2901bc5c', 1795316967000000);
INSERT INTO public.visitor_sessions VALUES ('01a20130-d59b-7e66-b18b-2a17f21598d4', '\x4c1b92542927c04bf8ca037be84638c7b1d8c9bc4dbc28c2dbbb5222a9899d9f', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d59b-7e69-8c22-18b1eae7bd68', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795316307355929, 1795316307355929, 1810868307355929, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a20130-d5f4-769d-8f7c-717e2901bc5c', '\x24200c35c8bada8ea12dbb46d09ac39cf0f3a6e13d2d3562aafae40e3cd79ee7', '01a20130-d588-79c9-b88d-310d72524a05', '01a20130-d5f4-769e-b5ab-718fd746a30d', '4711', NULL, NULL, 1795316307444428, 1795316307452699, 1797908307452699, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a20130-d5b0-7322-b060-47e49b3b6e89', '01a20130-d59b-7e66-b18b-2a17f21598d4', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795316307376437);
INSERT INTO public.visitor_users VALUES ('01a20130-d588-79c9-b88d-310d72524a05', '4711', '01a20130-d5f4-769e-b5ab-718fd746a30d', 1795316307446557);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 18, true);
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
