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
INSERT INTO public.account_health VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'healthy', NULL, 1795281951114865, 1795281951176540, 1795281951282355, NULL, '{"rejected":2,"uncertain":1}', NULL);
INSERT INTO public.account_health VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795281951328000, 1795281951395979, NULL, NULL, '{}', 'advice');
INSERT INTO public.accounts VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:19728/hooks/telegram/01a1ff24-9988-7a6c-a124-35d28696c7ae","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:34561","receive":"webhook"}', '\x015f3af09ce582546adef18741d2d180eeff8fac998d090e64c6890696e4079688170c95dad2082558211abea1a980367b52212c9a9e702ac068de9bcb3872eae48838d1c026f1f26717b3811e5ebe63c8ea2c4bd4223dfb3aec8577e95052cf101f411af6394cf537c9be0a6f778735e3c8eb43afc5e49a0f698bb98b6fec05d10c39d1664042d6d3bfe4136911a47285e0a2b00d9bf7351b02929b53197e013c2d3a68e4358b073703c108', 'active', 1795281951114041, 1795281951114041, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'Website', '{}', '\x015f3af09ce582546abf9f72e6e117185fc09e7a949f7c5a41a2127d598ffa75a1521bde4b4cacfc5f4623bae40a9c5c433cf31f424e6acdabdf4af228a079df98cfd3dda2f690b0372a8efd80f5a52a0b89757523b4559494f1eb1ce16f0f37b26f93f4d9ca9313', 'active', 1795281951327024, 1795281951327024, NULL, NULL);
INSERT INTO public.agents VALUES ('01a1ff24-9872-75c9-8625-6dac16e550e2', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$+ICxi0OmN62hgdTMe7Ar2g$foI12DOgOAmqXyAek9ZcxosoFH9iiiGic/1UPMLAbuA', 'offline', NULL, false, 1795281950875259, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a1ff24-989e-72a3-8510-fb96d3406668', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'setup', 'sb_FMO8pT', '\x0a2aa57d4d6c1dac762371c77c4143b52a38a706e988e3d68a6ca30e87fa55b5', 'null', 1795281950878182, 1795281951146681, NULL);
INSERT INTO public.assignments VALUES ('01a1ff24-99d9-7728-9cdf-14cb0155fffb', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 'answered', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 1795281951191499, NULL);
INSERT INTO public.assignments VALUES ('01a1ff24-9a23-717b-9ef0-4cb033d0f0ed', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 'answered', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 1795281951264586, 1795281951302697);
INSERT INTO public.assignments VALUES ('01a1ff24-9a8d-7f0e-af0b-ed87a5a717e7', '01a1ff24-9a75-7635-90a0-19be04deb498', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 'answered', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 1795281951371402, NULL);
INSERT INTO public.attachments VALUES ('01a1ff24-99bd-7ca6-8a5d-2fa13e264b7f', '01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a1ff24-9a75-76bb-b38c-565be383838e', '01a1ff24-9a75-7666-a2d0-22ac1faf4b2e', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a1ff24-989e-7cff-aa90-b27b4605da46', 1795281950878851, 'system', NULL, 'owner.set_up', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a1ff24-998e-72ae-966d-043fe3ae969a', 1795281951118175, 'system', NULL, 'account.added', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a1ff24-99ce-748a-803a-b77efc7b2d92', 1795281951182297, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'team.created', '01a1ff24-99c9-7a43-815f-8cbddae04bdf', '售后');
INSERT INTO public.audit VALUES ('01a1ff24-9a64-728e-840e-3cacba3fdb32', 1795281951332167, 'system', NULL, 'account.added', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web Website');
INSERT INTO public.contact_terms VALUES ('王', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('明', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('4', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('47', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('471', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', false);
INSERT INTO public.contact_terms VALUES ('an', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('43', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('a', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('s', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('明', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('王', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('x', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('42', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('小', '01a1ff24-99b3-7192-945c-f35ccb5b6882', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('example', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('李', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('小', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('红', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('l', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a1ff24-9a75-7623-80f5-4f015fada586', false);
INSERT INTO public.contact_terms VALUES ('li', '01a1ff24-9a75-7623-80f5-4f015fada586', true);
INSERT INTO public.contacts VALUES ('01a1ff24-99a1-7d3d-93b6-b1a806887db8', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795281951131327, 1795281951131327, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff24-99b3-7192-945c-f35ccb5b6882', 'known', '小明 王', 'zh', NULL, false, NULL, 1795281951131070, 1795281951131070, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff24-9a75-7623-80f5-4f015fada586', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795281951346986, 1795281951359511, NULL, false);
INSERT INTO public.contacts VALUES ('01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795281951387188, 1795281951390094, NULL, false);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 2, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 6, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 6, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 1, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 0, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 3, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 0, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 0, 0);
INSERT INTO public.conversations VALUES ('01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-99b3-7192-945c-f35ccb5b6882', '42', NULL, 'active', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a1ff24-9a09-7639-bf5a-bf7dc41a1616', 'out', 'in doubt', 7, 1795281951240198, NULL, 1795281951131070, 1795281951255618, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', '43', NULL, 'completed', 'none', NULL, NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a1ff24-9a23-717f-84bf-f82027053c13', 'out', '您好！1', 3, 1795281951264586, NULL, 1795281951131327, 1795281951302697, 1795281951302697, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a1ff24-9a75-7635-90a0-19be04deb498', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a75-7623-80f5-4f015fada586', '01a1ff24-9a6a-7315-8f31-476a0668293a', NULL, 'active', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a1ff24-9a8d-7f11-bf35-8d719e2d96e1', 'out', '有的', 2, 1795281951371402, NULL, 1795281951346986, 1795281951378459, NULL, NULL, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a1ff24-9aa2-7b27-bb83-90d709566edc', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a1ff24-9aa2-7b3e-b91d-0094ff5ca960', 'in', '我想退货', 1, 1795281951393874, 1795281951393874, 1795281951393874, 1795281951393874, NULL, 1795281951393874, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a1ff24-9988-7a6c-a124-35d28696c7ae', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a6a-7314-948d-ec8435442386:1');
INSERT INTO public.event_keys VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'c:01a1ff24-9a7d-714e-a6dc-da76bfa43080');
INSERT INTO public.event_keys VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'r:01a1ff24-9a92-75d5-b716-768d248639e7');
INSERT INTO public.event_keys VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'i:01a1ff24-9a9b-7103-8bf8-5f926a2b7ff1');
INSERT INTO public.event_keys VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a97-78e1-9977-99d5cde5928b:1');
INSERT INTO public.events VALUES ('01a1ff24-99a1-7d83-93fc-e00448511fb4', 'conversation.created', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 1, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, NULL, '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, NULL, 'contact', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, 'queued', NULL, 1795281951131327, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99b3-71c7-b1ae-f367e29811a6', 'conversation.created', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 1, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, NULL, '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, 'queued', NULL, 1795281951131070, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99c7-7517-a54c-ab579fe7ef99', 'message.updated', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 6, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, NULL, '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, '01a1ff24-99b9-705b-b408-a74ceae1fd6b', 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795281951172604, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99d2-77f2-8202-39a0671671ea', 'message.updated', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 7, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, NULL, '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a1ff24-99bd-7ca6-8a5d-2fa13e264b7f","message_id":"01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc","state":"ready"}', 1795281951184302, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99d9-771d-b1a2-f061203d484a', 'conversation.assigned', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 8, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'queued', 'active', NULL, 1795281951191499, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99eb-70a3-8bc3-14c72f761554', 'message.delivery_changed', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 10, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, '01a1ff24-99d9-772a-8896-018d5ad55de5', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795281951208813, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99f2-7c48-8f16-d39fdd4d2708', 'message.updated', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 11, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, '01a1ff24-99d9-772a-8896-018d5ad55de5', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795281951216981, NULL);
INSERT INTO public.events VALUES ('01a1ff24-99fb-7030-9b5e-d18b863efdce', 'message.updated', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 12, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, '01a1ff24-99d9-772a-8896-018d5ad55de5', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795281951222689, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a19-761c-b6a3-f710774d040b', 'message.delivery_changed', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', 15, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, '01a1ff24-9a09-7639-bf5a-bf7dc41a1616', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795281951255618, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a23-7170-8ce6-90a0316aed67', 'conversation.assigned', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 4, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, NULL, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'queued', 'active', NULL, 1795281951264586, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a30-7dd1-a8d4-1237212c0f53', 'message.delivery_changed', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 6, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, '01a1ff24-9a23-717f-84bf-f82027053c13', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795281951279041, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a39-7be0-a25f-32a426aed900', 'message.updated', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 7, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, '01a1ff24-9a23-717f-84bf-f82027053c13', 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795281951288373, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a3f-7013-b02f-29a780405de2', 'message.updated', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 8, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, '01a1ff24-9a23-717f-84bf-f82027053c13', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795281951293382, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a47-7b9b-8dbd-94076fac652b', 'conversation.completed', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', 10, '01a1ff24-9988-7a6c-a124-35d28696c7ae', NULL, NULL, '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, NULL, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'active', 'completed', '{"disposition":"solved"}', 1795281951302697, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a75-763f-9ebd-6082c57d14e9', 'conversation.created', '01a1ff24-9a75-7635-90a0-19be04deb498', 1, '01a1ff24-9a5e-7ee2-959e-976e1871bedb', NULL, NULL, '01a1ff24-9a75-7623-80f5-4f015fada586', '01a1ff24-9a6a-7315-8f31-476a0668293a', NULL, 'contact', '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, 'queued', NULL, 1795281951346986, 1);
INSERT INTO public.events VALUES ('01a1ff24-9a7b-7526-a54f-4d5268acce42', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, 'contact', '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, '{"name":"访客 293A"}', 1795281951354945, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a7f-79df-97ba-8fe4dcba4a6d', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, 'contact', '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, '{"name":"李小红"}', 1795281951359511, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a8d-7f05-9a70-93f5673b7658', 'conversation.assigned', '01a1ff24-9a75-7635-90a0-19be04deb498', 3, '01a1ff24-9a5e-7ee2-959e-976e1871bedb', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-9a75-7623-80f5-4f015fada586', '01a1ff24-9a6a-7315-8f31-476a0668293a', NULL, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'queued', 'active', NULL, 1795281951371402, 3);
INSERT INTO public.events VALUES ('01a1ff24-9a95-7503-aeab-66e8665d73af', 'message.delivery_changed', '01a1ff24-9a75-7635-90a0-19be04deb498', 5, '01a1ff24-9a5e-7ee2-959e-976e1871bedb', NULL, '01a1ff24-9872-75c9-8625-6dac16e550e2', '01a1ff24-9a75-7623-80f5-4f015fada586', '01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a8d-7f11-bf35-8d719e2d96e1', 'contact', '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795281951378459, 5);
INSERT INTO public.events VALUES ('01a1ff24-9a9c-79c1-94cb-66e6df9e9f7d', 'contact.updated', NULL, NULL, '01a1ff24-9a5e-7ee2-959e-976e1871bedb', NULL, NULL, '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, NULL, 'contact', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, NULL, '{"identity_id":"01a1ff24-9a97-78e2-a630-220c52ccfe6b","reachable":true}', 1795281951387188, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9a9e-7498-b5e1-ef79f89db75d', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, NULL, 'contact', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, NULL, '{"name":"王明"}', 1795281951390094, NULL);
INSERT INTO public.events VALUES ('01a1ff24-9aa2-7b37-8a84-4530d5ffafaf', 'conversation.created', '01a1ff24-9aa2-7b27-bb83-90d709566edc', 1, '01a1ff24-9a5e-7ee2-959e-976e1871bedb', NULL, NULL, '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', NULL, 'contact', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, 'queued', NULL, 1795281951393874, 1);
INSERT INTO public.exchanges VALUES ('01a1ff24-99c9-7d2e-b06d-bb163f9fef5d', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc', NULL, 1795281951177860, '{"id":"01a1ff24-99c9-7d2e-b06d-bb163f9fef5d","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc","at":"2026-11-21T17:25:51.177860Z","duration_us":255,"method":"POST","url":"http://127.0.0.1:34561/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-99ca-7209-8c6b-cb77908dc312', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc', NULL, 1795281951178130, '{"id":"01a1ff24-99ca-7209-8c6b-cb77908dc312","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc","at":"2026-11-21T17:25:51.178130Z","duration_us":2008,"method":"GET","url":"http://127.0.0.1:34561/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-99e8-74e8-b109-76efd7c58f68', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99d9-772a-8896-018d5ad55de5', '01a1ff24-99d9-7746-b47d-3bd8cf28b7c7', 1795281951208314, '{"id":"01a1ff24-99e8-74e8-b109-76efd7c58f68","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-99d9-772a-8896-018d5ad55de5","part_id":"01a1ff24-99d9-7746-b47d-3bd8cf28b7c7","at":"2026-11-21T17:25:51.208314Z","duration_us":366,"method":"POST","url":"http://127.0.0.1:34561/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795281951,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-99f6-7286-8ada-733e0c24113f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-99d9-772a-8896-018d5ad55de5', '01a1ff24-99d9-7746-b47d-3bd8cf28b7c7', 1795281951222160, '{"id":"01a1ff24-99f6-7286-8ada-733e0c24113f","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-99d9-772a-8896-018d5ad55de5","part_id":"01a1ff24-99d9-7746-b47d-3bd8cf28b7c7","at":"2026-11-21T17:25:51.222160Z","duration_us":366,"method":"POST","url":"http://127.0.0.1:34561/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-9a17-7015-846d-48a4f76bfb32', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9a09-7639-bf5a-bf7dc41a1616', '01a1ff24-9a09-764a-8280-18fd817fa78c', 1795281951254996, '{"id":"01a1ff24-9a17-7015-846d-48a4f76bfb32","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-9a09-7639-bf5a-bf7dc41a1616","part_id":"01a1ff24-9a09-764a-8280-18fd817fa78c","at":"2026-11-21T17:25:51.254996Z","duration_us":544,"method":"POST","url":"http://127.0.0.1:34561/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-9a2e-71e2-821c-4740121c3796', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9a23-717f-84bf-f82027053c13', '01a1ff24-9a23-719d-aea7-873a63c1cc1a', 1795281951278116, '{"id":"01a1ff24-9a2e-71e2-821c-4740121c3796","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-9a23-717f-84bf-f82027053c13","part_id":"01a1ff24-9a23-719d-aea7-873a63c1cc1a","at":"2026-11-21T17:25:51.278116Z","duration_us":870,"method":"POST","url":"http://127.0.0.1:34561/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795281951,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a1ff24-9a3c-7e29-bd5c-b29725f48f06', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '01a1ff24-9a23-717f-84bf-f82027053c13', '01a1ff24-9a23-719d-aea7-873a63c1cc1a', 1795281951292923, '{"id":"01a1ff24-9a3c-7e29-bd5c-b29725f48f06","account_id":"01a1ff24-9988-7a6c-a124-35d28696c7ae","message_id":"01a1ff24-9a23-717f-84bf-f82027053c13","part_id":"01a1ff24-9a23-719d-aea7-873a63c1cc1a","at":"2026-11-21T17:25:51.292923Z","duration_us":328,"method":"POST","url":"http://127.0.0.1:34561/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-21 17:25:50.654492');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-21 17:25:50.665168');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-21 17:25:50.739726');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-21 17:25:50.74327');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-21 17:25:50.758578');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-21 17:25:50.769131');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-21 17:25:50.772487');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-21 17:25:50.775699');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-21 17:25:50.78257');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-21 17:25:50.788557');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-21 17:25:50.791342');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-21 17:25:50.80548');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-21 17:25:50.808332');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-21 17:25:50.812091');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-21 17:25:50.814747');
INSERT INTO public.identities VALUES ('01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '43', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', 'Anna Schmidt', NULL, 'person', true, 0, '01a1ff24-99a1-7d3d-93b6-b1a806887db8', 1795281951131327, 1795281951131327);
INSERT INTO public.identities VALUES ('01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', '42', '01a1ff24-99b3-7192-945c-f35ccb5b6882', '小明 王', 'xiaoming', 'person', true, 0, '01a1ff24-99b3-7192-945c-f35ccb5b6882', 1795281951131070, 1795281951131070);
INSERT INTO public.identities VALUES ('01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a75-7623-80f5-4f015fada586', '李小红', NULL, 'person', true, 5, '01a1ff24-9a75-7623-80f5-4f015fada586', 1795281951346986, 1795281951357187);
INSERT INTO public.identities VALUES ('01a1ff24-9a97-78e2-a630-220c52ccfe6b', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', '王明', NULL, 'person', true, 2, '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', 1795281951387188, 1795281951387188);
INSERT INTO public.leases VALUES ('singleton', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 1795281956102576);
INSERT INTO public.leases VALUES ('lane:0', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.leases VALUES ('node:01a1ff24-98c0-7ae0-9680-5851cba1125a', '01a1ff24-98c0-7ae0-9680-5851cba1125a', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a1ff24-99a1-7d8a-b23f-10f9ee2a930d', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a1ff24-999b-73b7-a446-b7e3aca06be1', NULL, 1795281951000000, 1795281951131234, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a1ff24-99af-71d0-922a-67ee8d7ff3d6', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a1ff24-99a1-7d3d-93b6-b1a806887db8', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a1ff24-99ab-7699-a981-c109f2d33c9a', NULL, 1795281951000000, 1795281951147375, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a1ff24-99b3-71ce-b807-9f1c2322fe83', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9999-7dda-b030-9d08791a53d3', NULL, 1795281951000000, 1795281951129110, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a1ff24-99bd-7c9d-8a86-957f8e6f9dbc', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a1ff24-99bc-78d0-8dbd-fbb87c2ecd79', NULL, 1795281951000000, 1795281951164557, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a1ff24-99c3-7186-aa8c-af56ce46eb19', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a1ff24-99c1-71d1-8b00-5056e38fbd02', NULL, 1795281951000000, 1795281951169100, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a1ff24-99b9-705b-b408-a74ceae1fd6b', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a1ff24-99b3-7192-945c-f35ccb5b6882', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a1ff24-99b6-7c81-8ced-6111d55eecb5', NULL, 1795281951000000, 1795281951158772, 1795281951000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a1ff24-99d9-772a-8896-018d5ad55de5', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795281951191499, 1795281951191499, 1795281951216981, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a1ff24-9a05-75b0-a3e3-02bc8bf22540', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795281951234497, 1795281951234497, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a1ff24-9a09-7639-bf5a-bf7dc41a1616', '01a1ff24-99b3-71bf-81ba-5e0a40f6e0f1', '01a1ff24-99b3-7199-a08a-3384c31f36d8', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795281951240198, 1795281951240198, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a1ff24-9a23-717f-84bf-f82027053c13', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795281951264586, 1795281951264586, 1795281951288373, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a1ff24-9a45-7594-83c3-6bff6ba7531b', '01a1ff24-99a1-7d74-8b64-0e825fac7cd5', '01a1ff24-99a1-7d47-bd4d-ba58b271591f', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795281951300123, 1795281951300123, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a1ff24-9a75-7666-a2d0-22ac1faf4b2e', '01a1ff24-9a75-7635-90a0-19be04deb498', '01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a1ff24-9a75-7623-80f5-4f015fada586', NULL, NULL, '01a1ff24-9a6a-7314-948d-ec8435442386:1', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9a72-7d49-b24f-0c509ca80d7e', 2, 1795281951345912, 1795281951346870, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a1ff24-9a8d-7f11-bf35-8d719e2d96e1', '01a1ff24-9a75-7635-90a0-19be04deb498', '01a1ff24-9a6a-7315-8f31-476a0668293a', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a1ff24-9872-75c9-8625-6dac16e550e2', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a1ff24-9a8d-7f11-bf35-8d719e2d96e1', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795281951371402, 1795281951371402, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a1ff24-9aa2-7b3e-b91d-0094ff5ca960', '01a1ff24-9aa2-7b27-bb83-90d709566edc', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a1ff24-9a9c-79ad-88b0-8e6bbc64aa25', NULL, NULL, '01a1ff24-9a97-78e1-9977-99d5cde5928b:1', NULL, NULL, NULL, NULL, NULL, '01a1ff24-9aa1-7c2c-b301-b3f6cdcb2680', 2, 1795281951393768, 1795281951393797, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a1ff24-99d9-7746-b47d-3bd8cf28b7c7', '01a1ff24-99d9-772a-8896-018d5ad55de5', 0, '01a1ff24-9988-7a6c-a124-35d28696c7ae', '{"id":"01a1ff24-99d9-7746-b47d-3bd8cf28b7c7","message_id":"01a1ff24-99d9-772a-8896-018d5ad55de5","index":0,"key":"01a1ff24-99d9-7746-b47d-3bd8cf28b7c7","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795281951000000, 1795281951208813);
INSERT INTO public.parts VALUES ('01a1ff24-9a09-764a-8280-18fd817fa78c', '01a1ff24-9a09-7639-bf5a-bf7dc41a1616', 0, '01a1ff24-9988-7a6c-a124-35d28696c7ae', '{"id":"01a1ff24-9a09-764a-8280-18fd817fa78c","message_id":"01a1ff24-9a09-7639-bf5a-bf7dc41a1616","index":0,"key":"01a1ff24-9a09-764a-8280-18fd817fa78c","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795281951255618);
INSERT INTO public.parts VALUES ('01a1ff24-9a23-719d-aea7-873a63c1cc1a', '01a1ff24-9a23-717f-84bf-f82027053c13', 0, '01a1ff24-9988-7a6c-a124-35d28696c7ae', '{"id":"01a1ff24-9a23-719d-aea7-873a63c1cc1a","message_id":"01a1ff24-9a23-717f-84bf-f82027053c13","index":0,"key":"01a1ff24-9a23-719d-aea7-873a63c1cc1a","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795281951000000, 1795281951279041);
INSERT INTO public.raws VALUES ('01a1ff24-999b-73b7-a446-b7e3aca06be1', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795281951131234);
INSERT INTO public.raws VALUES ('01a1ff24-99ab-7699-a981-c109f2d33c9a', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795281951147375);
INSERT INTO public.raws VALUES ('01a1ff24-9999-7dda-b030-9d08791a53d3', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795281951129110);
INSERT INTO public.raws VALUES ('01a1ff24-999c-7ed8-92ca-90f68370da95', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795281951128945);
INSERT INTO public.raws VALUES ('01a1ff24-99b6-7c81-8ced-6111d55eecb5', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795281951158772);
INSERT INTO public.raws VALUES ('01a1ff24-99bc-78d0-8dbd-fbb87c2ecd79', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795281951164557);
INSERT INTO public.raws VALUES ('01a1ff24-99c1-71d1-8b00-5056e38fbd02', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795281951169100);
INSERT INTO public.raws VALUES ('01a1ff24-99c4-7835-9d62-0e8ec9b8b53a', '01a1ff24-9988-7a6c-a124-35d28696c7ae', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353238313935312c22656469745f64617465223a313739353238313935312c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795281951172522);
INSERT INTO public.raws VALUES ('01a1ff24-9a72-7d49-b24f-0c509ca80d7e', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'web.message', NULL, '\x7b226964223a2230316131666632342d396136612d373331342d393438642d6563383433353434323338363a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666632342d396136612d373331352d386633312d343736613036363832393361222c226e616d65223a22e8aebfe5aea22032393341222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32315431373a32353a35312e3334353931325a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795281951346870);
INSERT INTO public.raws VALUES ('01a1ff24-9a7d-7196-a189-1e2b536092d3', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316131666632342d396137642d373134652d613664632d646137366266613433303830222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666632342d396136612d373331352d386633312d343736613036363832393361222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32315431373a32353a35312e3335373038365a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795281951357104);
INSERT INTO public.raws VALUES ('01a1ff24-9a92-7617-adf4-f6aba4a5cdf2', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'web.read', NULL, '\x7b226964223a22723a30316131666632342d396139322d373564352d623731362d373638643234383633396537222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666632342d396136612d373331352d386633312d343736613036363832393361227d2c2273656e745f6174223a22323032362d31312d32315431373a32353a35312e3337383338335a222c2272656673223a5b2230316131666632342d396138642d376631312d626633352d386437313965326439366531225d7d', NULL, 'done', NULL, 1, 1795281951378399);
INSERT INTO public.raws VALUES ('01a1ff24-9a9b-71a1-88f7-23c993d5e7f3', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316131666632342d396139622d373130332d386266382d356639323661326237666631222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666632342d396139372d373865322d613633302d323230633532636366653662222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32315431373a32353a35312e3338373036375a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795281951387106);
INSERT INTO public.raws VALUES ('01a1ff24-9aa1-7c2c-b301-b3f6cdcb2680', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', 'web', 'web.message', NULL, '\x7b226964223a2230316131666632342d396139372d373865312d393937372d3939643563646535393238623a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316131666632342d396139372d373865322d613633302d323230633532636366653662227d2c2273656e745f6174223a22323032362d31312d32315431373a32353a35312e3339333736385a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795281951393797);
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
INSERT INTO public.settings VALUES ('key.fingerprint', '5f3af09ce582546a');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:19728');
INSERT INTO public.settings VALUES ('streams.epoch', '517e16f3dd1e');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a1ff24-99c9-7a43-815f-8cbddae04bdf', NULL, '售后', 'skill_group', 1795281951177683, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', '1', '01a1ff24-9a97-78e1-9977-99d5cde5928b', 1795282611000000);
INSERT INTO public.visitor_sessions VALUES ('01a1ff24-9a6a-7314-948d-ec8435442386', '\x8f55396907a782c16777a0615399eb5f31af98d7c62cc3cf01b415e0e73aba94', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a6a-7315-8f31-476a0668293a', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795281951338188, 1795281951338188, 1810833951338188, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a1ff24-9a97-78e1-9977-99d5cde5928b', '\x6a475de5fb76e8a0186b957782a31dcd1a0afdaded2ac9048073d98bea3d8f37', '01a1ff24-9a5e-7ee2-959e-976e1871bedb', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', '4711', NULL, NULL, 1795281951383578, 1795281951390751, 1797873951390751, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a1ff24-9a6f-76a5-8db8-209e05695c44', '01a1ff24-9a6a-7314-948d-ec8435442386', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795281951343478);
INSERT INTO public.visitor_users VALUES ('01a1ff24-9a5e-7ee2-959e-976e1871bedb', '4711', '01a1ff24-9a97-78e2-a630-220c52ccfe6b', 1795281951386140);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 15, true);
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
