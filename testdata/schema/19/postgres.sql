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
INSERT INTO public.account_health VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'healthy', NULL, 1795330853602969, 1795330853712674, 1795330853879602, NULL, '{"rejected":2,"uncertain":1}', NULL, 1795330853712686, NULL, NULL);
INSERT INTO public.account_health VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795330853964485, 1795330854033622, NULL, NULL, '{}', 'advice', NULL, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:26206/hooks/telegram/01a2020e-cade-7112-8b81-1e2ce64e3df2","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:45823","receive":"webhook"}', '\x014cd208b309a114f5337fd4c04c8ee66540e4bdf248418590e1adb8f480278ae3e8cadf045ef8be85a27acb749d17b8798a148b7c466c5f145f6149b5df77bcb2dd7dfdbd5d4bd0fdae45e19c3ca740582e6b62bfbf9f28224788b528f5e923252ed28e8e3f42f969d6c8592f5680cf5168a8d08c745d35c87deb78e78288bbcf62d57c6f424a3a058cd6bc1f2382db8b2f594154d000b07c3b1f2465eb2536006d1d34f4bf35dcde8fd1ba', 'active', 1795330853600445, 1795330853600445, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'Website', '{}', '\x014cd208b309a114f5ccee6d28a207795aa2167f5be26a7729a6c6816b250f9c77974ee8f098ef30b1662a5900f6dc71c22e2666df85b3737a6592b3ba005678de2312a680e5cd4bdba99d03d2f152bb907d110cd6ac3d6039def42909cc19faac175c5cab5028a3', 'active', 1795330853963518, 1795330853963518, NULL, NULL);
INSERT INTO public.agents VALUES ('01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$6sju4Za0pxZO2/zVACICOw$CpTw1VKY6jyeL8FbwD6K1zsHFhyn+gEnLOLPE5evE8c', 'offline', NULL, false, 1795330853331103, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a2020e-c9d7-7c1a-a72c-76a6637ae7f8', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'setup', 'sb_mGn0Rp', '\x14164033434c43bc9438583b0c3a4fe01490842e25127ffacc0196380478f5a2', 'null', 1795330853335852, 1795330853674325, NULL);
INSERT INTO public.assignments VALUES ('01a2020e-cb6a-7403-bcca-3070a2022e57', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 'answered', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 1795330853730961, NULL);
INSERT INTO public.assignments VALUES ('01a2020e-cbe3-71b4-a7d5-9f185fbb1d7b', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 'answered', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 1795330853856486, 1795330853924686);
INSERT INTO public.assignments VALUES ('01a2020e-cc74-7a6c-b019-b608d285c0db', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 'answered', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 1795330853999593, NULL);
INSERT INTO public.attachments VALUES ('01a2020e-cb37-7d1d-bc83-ddeeef9bbc2b', '01a2020e-cb37-7d06-a24b-1e41bb55a67a', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a2020e-cc5d-7c0a-9f57-d64a7a5260be', '01a2020e-cc5d-7bd3-96b7-0f26d2063878', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a2020e-c9d9-709e-92d4-c475b54c2205', 1795330853337040, 'system', NULL, 'owner.set_up', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a2020e-caf1-72dd-b162-174f89b0beaf', 1795330853617188, 'system', NULL, 'account.added', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a2020e-cb56-702a-9f69-94e4873bb53f', 1795330853718011, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'team.created', '01a2020e-cb4d-726f-823c-3149aed89be1', '售后');
INSERT INTO public.audit VALUES ('01a2020e-cbb9-7a65-a485-71047b8274b1', 1795330853817681, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'contact.note_added', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL);
INSERT INTO public.audit VALUES ('01a2020e-cc23-7699-b093-8e1c0f9bcd1f', 1795330853923432, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'contact.note_added', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL);
INSERT INTO public.audit VALUES ('01a2020e-cc4f-750b-a2da-a93c5eac86bf', 1795330853967330, 'system', NULL, 'account.added', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web Website');
INSERT INTO public.contact_notes VALUES ('01a2020e-cbb5-7a91-8f8f-555672a95d30', '01a2020e-cb20-7199-b352-2cc85d0aab4f', '01a2020e-cb20-7199-b352-2cc85d0aab4f', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '喜欢喝茶', 1795330853815259, NULL);
INSERT INTO public.contact_notes VALUES ('01a2020e-cc1d-7922-b9cd-c42babf781a3', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '喜欢喝茶', 1795330853918973, NULL);
INSERT INTO public.contact_terms VALUES ('l', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('li', '01a2020e-cc5d-7bab-936b-023ff85311e9', true);
INSERT INTO public.contact_terms VALUES ('李', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('红', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('example', '01a2020e-cc5d-7bab-936b-023ff85311e9', false);
INSERT INTO public.contact_terms VALUES ('471', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('4', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('47', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('43', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('s', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('a', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('an', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('x', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contact_terms VALUES ('42', '01a2020e-cb20-7199-b352-2cc85d0aab4f', false);
INSERT INTO public.contacts VALUES ('01a2020e-cb1a-7a16-8647-ff51f3d03fdb', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795330853635541, 1795330853635541, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2020e-cb20-7199-b352-2cc85d0aab4f', 'known', '小明 王', 'zh', NULL, false, NULL, 1795330853647907, 1795330853647907, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2020e-cc5d-7bab-936b-023ff85311e9', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795330853980251, 1795330853992522, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2020e-cc87-7d82-ba55-22cedb5f08fb', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795330854022359, 1795330854025252, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 4, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 3, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 1, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 1, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 2, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 2, 0);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 3, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 6, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 6, 0);
INSERT INTO public.conversations VALUES ('01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cb20-7199-b352-2cc85d0aab4f', '42', NULL, 'active', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a2020e-cbc0-7299-870a-32d3a225e47f', 'out', 'in doubt', 7, 1795330853821965, NULL, 1795330853647907, 1795330853848269, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T07:00:53.730961Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', '43', NULL, 'completed', 'none', NULL, NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a2020e-cbe3-71b7-b177-258c03562a10', 'out', '您好！1', 3, 1795330853856486, NULL, 1795330853635541, 1795330853924686, 1795330853924686, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T07:00:53.856486Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc5d-7bab-936b-023ff85311e9', '01a2020e-cc54-745c-a65d-d5ab190310db', NULL, 'active', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a2020e-cc74-7a71-be2a-e484e89eb5e5', 'out', '有的', 2, 1795330853999593, NULL, 1795330853980251, 1795330854010048, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T07:00:53.999593Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2020e-cc90-7212-8a55-b4271d92c178', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc83-752c-b02f-bb4dc825a588', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', '01a2020e-cc83-752c-b02f-bb4dc825a588', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a2020e-cc90-723d-b575-74f97f35aa4a', 'in', '我想退货', 1, 1795330854030640, 1795330854030640, 1795330854030640, 1795330854030640, NULL, 1795330854030640, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a2020e-cade-7112-8b81-1e2ce64e3df2', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc54-745b-be35-442ba364ef56:1');
INSERT INTO public.event_keys VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'c:01a2020e-cc65-7eef-965f-dedabcbf1e96');
INSERT INTO public.event_keys VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'r:01a2020e-cc79-7e50-b810-f94982a5224b');
INSERT INTO public.event_keys VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'i:01a2020e-cc86-73e7-9056-3c4c701215c0');
INSERT INTO public.event_keys VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc83-752a-86c8-e41bac25c21f:1');
INSERT INTO public.events VALUES ('01a2020e-cb1a-7a63-8983-f755389b84d3', 'conversation.created', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 1, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, NULL, '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, 'contact', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, 'queued', NULL, 1795330853635541, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb20-71f9-b6df-98c709c7dda9', 'conversation.created', '01a2020e-cb20-71d8-99e9-17ada608f394', 1, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, NULL, '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, 'queued', NULL, 1795330853647907, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb4e-7b95-b24b-a06dc8b2a80e', 'message.updated', '01a2020e-cb20-71d8-99e9-17ada608f394', 6, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, NULL, '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, '01a2020e-cb32-7349-b78d-0677d505979f', 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795330853704084, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb52-7e30-9bd4-cafecd33c739', 'message.updated', '01a2020e-cb20-71d8-99e9-17ada608f394', 7, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, NULL, '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a2020e-cb37-7d1d-bc83-ddeeef9bbc2b","message_id":"01a2020e-cb37-7d06-a24b-1e41bb55a67a","state":"ready"}', 1795330853714658, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb6a-73f3-9941-d9ded0922b44', 'conversation.assigned', '01a2020e-cb20-71d8-99e9-17ada608f394', 8, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'queued', 'active', NULL, 1795330853730961, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb86-72b6-80a1-ff7c4e1d7fc3', 'message.delivery_changed', '01a2020e-cb20-71d8-99e9-17ada608f394', 10, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, '01a2020e-cb6a-740a-b5a4-175ad48330d5', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795330853762801, NULL);
INSERT INTO public.events VALUES ('01a2020e-cb93-78a1-812e-452d4876305b', 'message.updated', '01a2020e-cb20-71d8-99e9-17ada608f394', 11, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, '01a2020e-cb6a-740a-b5a4-175ad48330d5', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795330853775822, NULL);
INSERT INTO public.events VALUES ('01a2020e-cba4-7c43-99a8-addd702859de', 'message.updated', '01a2020e-cb20-71d8-99e9-17ada608f394', 12, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, '01a2020e-cb6a-740a-b5a4-175ad48330d5', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795330853791945, NULL);
INSERT INTO public.events VALUES ('01a2020e-cbb8-7a3c-a28d-a2828e1d6401', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, NULL, '{"done":"added","note":"01a2020e-cbb5-7a91-8f8f-555672a95d30"}', 1795330853816662, NULL);
INSERT INTO public.events VALUES ('01a2020e-cbda-7b1a-b676-eb43536b8e35', 'message.delivery_changed', '01a2020e-cb20-71d8-99e9-17ada608f394', 15, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, '01a2020e-cbc0-7299-870a-32d3a225e47f', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795330853848269, NULL);
INSERT INTO public.events VALUES ('01a2020e-cbe3-71a7-b78e-b4d0bd55106f', 'conversation.assigned', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 4, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'queued', 'active', NULL, 1795330853856486, NULL);
INSERT INTO public.events VALUES ('01a2020e-cbf2-7ab6-886f-3a65e466fd22', 'message.delivery_changed', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 6, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, '01a2020e-cbe3-71b7-b177-258c03562a10', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795330853871537, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc00-7b34-98ea-4af01476415c', 'message.updated', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 7, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, '01a2020e-cbe3-71b7-b177-258c03562a10', 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795330853885288, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc0d-7cf0-9c43-97d6f61790ce', 'message.updated', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 8, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, '01a2020e-cbe3-71b7-b177-258c03562a10', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795330853898995, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc22-743c-8e0c-247253dc94d8', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', NULL, NULL, '{"done":"added","note":"01a2020e-cc1d-7922-b9cd-c42babf781a3"}', 1795330853922270, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc26-7ca2-9991-d80778c8032f', 'conversation.completed', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', 10, '01a2020e-cade-7112-8b81-1e2ce64e3df2', NULL, NULL, '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'active', 'completed', '{"disposition":"solved"}', 1795330853924686, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc5d-7bca-8c43-b47f48805bda', 'conversation.created', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', 1, '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', NULL, NULL, '01a2020e-cc5d-7bab-936b-023ff85311e9', '01a2020e-cc54-745c-a65d-d5ab190310db', NULL, 'contact', '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, 'queued', NULL, 1795330853980251, 1);
INSERT INTO public.events VALUES ('01a2020e-cc63-7dbf-bb13-ab56e1a258ac', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, 'contact', '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, '{"name":"访客 10DB"}', 1795330853987525, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc68-7afc-8e6a-cd69ce45919f', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, 'contact', '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, '{"name":"李小红"}', 1795330853992522, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc74-7a63-b906-ab004e29d9c6', 'conversation.assigned', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', 3, '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cc5d-7bab-936b-023ff85311e9', '01a2020e-cc54-745c-a65d-d5ab190310db', NULL, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'queued', 'active', NULL, 1795330853999593, 3);
INSERT INTO public.events VALUES ('01a2020e-cc81-7103-9da8-682deee8ad92', 'message.delivery_changed', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', 5, '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', NULL, '01a2020e-c991-7c16-b2de-da44ac7ccfbd', '01a2020e-cc5d-7bab-936b-023ff85311e9', '01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc74-7a71-be2a-e484e89eb5e5', 'contact', '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795330854010048, 5);
INSERT INTO public.events VALUES ('01a2020e-cc87-7d98-8e3b-96bed40a6704', 'contact.updated', NULL, NULL, '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', NULL, NULL, '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, NULL, 'contact', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, NULL, '{"identity_id":"01a2020e-cc83-752c-b02f-bb4dc825a588","reachable":true}', 1795330854022359, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc89-7736-8622-b80ab8205493', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, NULL, 'contact', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, NULL, '{"name":"王明"}', 1795330854025252, NULL);
INSERT INTO public.events VALUES ('01a2020e-cc90-7233-842a-33bafb5176d2', 'conversation.created', '01a2020e-cc90-7212-8a55-b4271d92c178', 1, '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', NULL, NULL, '01a2020e-cc87-7d82-ba55-22cedb5f08fb', '01a2020e-cc83-752c-b02f-bb4dc825a588', NULL, 'contact', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, 'queued', NULL, 1795330854030640, 1);
INSERT INTO public.exchanges VALUES ('01a2020e-cb4b-7016-b3a0-b82aad5b394a', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb37-7d06-a24b-1e41bb55a67a', NULL, 1795330853706997, '{"id":"01a2020e-cb4b-7016-b3a0-b82aad5b394a","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cb37-7d06-a24b-1e41bb55a67a","at":"2026-11-22T07:00:53.706997Z","duration_us":454,"method":"POST","url":"http://127.0.0.1:45823/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cb4b-7778-9697-55c5b6ec7f74', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb37-7d06-a24b-1e41bb55a67a', NULL, 1795330853707488, '{"id":"01a2020e-cb4b-7778-9697-55c5b6ec7f74","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cb37-7d06-a24b-1e41bb55a67a","at":"2026-11-22T07:00:53.707488Z","duration_us":2981,"method":"GET","url":"http://127.0.0.1:45823/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cb82-73a4-a25c-1679de5c4e7b', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb6a-740a-b5a4-175ad48330d5', '01a2020e-cb6a-744a-abc2-870dcfc6a278', 1795330853762232, '{"id":"01a2020e-cb82-73a4-a25c-1679de5c4e7b","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cb6a-740a-b5a4-175ad48330d5","part_id":"01a2020e-cb6a-744a-abc2-870dcfc6a278","at":"2026-11-22T07:00:53.762232Z","duration_us":384,"method":"POST","url":"http://127.0.0.1:45823/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795330853,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cb9e-7376-8dcb-b9c1f64c9464', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cb6a-740a-b5a4-175ad48330d5', '01a2020e-cb6a-744a-abc2-870dcfc6a278', 1795330853790218, '{"id":"01a2020e-cb9e-7376-8dcb-b9c1f64c9464","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cb6a-740a-b5a4-175ad48330d5","part_id":"01a2020e-cb6a-744a-abc2-870dcfc6a278","at":"2026-11-22T07:00:53.790218Z","duration_us":395,"method":"POST","url":"http://127.0.0.1:45823/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cbd7-766b-86f0-7964cb7cc759', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cbc0-7299-870a-32d3a225e47f', '01a2020e-cbc0-72bf-a049-ed15e522e2be', 1795330853847415, '{"id":"01a2020e-cbd7-766b-86f0-7964cb7cc759","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cbc0-7299-870a-32d3a225e47f","part_id":"01a2020e-cbc0-72bf-a049-ed15e522e2be","at":"2026-11-22T07:00:53.847415Z","duration_us":686,"method":"POST","url":"http://127.0.0.1:45823/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cbee-723d-b687-8e1d8c49488a', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cbe3-71b7-b177-258c03562a10', '01a2020e-cbe3-71db-a03c-3d1bcfbe28e1', 1795330853870142, '{"id":"01a2020e-cbee-723d-b687-8e1d8c49488a","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cbe3-71b7-b177-258c03562a10","part_id":"01a2020e-cbe3-71db-a03c-3d1bcfbe28e1","at":"2026-11-22T07:00:53.870142Z","duration_us":1307,"method":"POST","url":"http://127.0.0.1:45823/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795330853,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2020e-cc09-7c30-bfc5-ed849d76f104', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '01a2020e-cbe3-71b7-b177-258c03562a10', '01a2020e-cbe3-71db-a03c-3d1bcfbe28e1', 1795330853897789, '{"id":"01a2020e-cc09-7c30-bfc5-ed849d76f104","account_id":"01a2020e-cade-7112-8b81-1e2ce64e3df2","message_id":"01a2020e-cbe3-71b7-b177-258c03562a10","part_id":"01a2020e-cbe3-71db-a03c-3d1bcfbe28e1","at":"2026-11-22T07:00:53.897789Z","duration_us":640,"method":"POST","url":"http://127.0.0.1:45823/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 07:00:52.962787');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 07:00:52.992272');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 07:00:53.130243');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 07:00:53.134321');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 07:00:53.147612');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 07:00:53.156768');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 07:00:53.160165');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 07:00:53.164022');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 07:00:53.172579');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 07:00:53.180428');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 07:00:53.184399');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 07:00:53.205097');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 07:00:53.208596');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 07:00:53.213341');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-22 07:00:53.216207');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-22 07:00:53.219386');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-22 07:00:53.220254');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-22 07:00:53.221494');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-22 07:00:53.224963');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-22 07:00:53.229801');
INSERT INTO public.identities VALUES ('01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '43', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', 'Anna Schmidt', NULL, 'person', true, 0, '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', 1795330853635541, 1795330853635541, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', '42', '01a2020e-cb20-7199-b352-2cc85d0aab4f', '小明 王', 'xiaoming', 'person', true, 0, '01a2020e-cb20-7199-b352-2cc85d0aab4f', 1795330853647907, 1795330853647907, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc5d-7bab-936b-023ff85311e9', '李小红', NULL, 'person', true, 5, '01a2020e-cc5d-7bab-936b-023ff85311e9', 1795330853980251, 1795330853990059, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2020e-cc83-752c-b02f-bb4dc825a588', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc83-752c-b02f-bb4dc825a588', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', '王明', NULL, 'person', true, 2, '01a2020e-cc87-7d82-ba55-22cedb5f08fb', 1795330854022359, 1795330854022359, NULL, NULL);
INSERT INTO public.leases VALUES ('singleton', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 1795330858594993);
INSERT INTO public.leases VALUES ('lane:0', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.leases VALUES ('node:01a2020e-ca0d-73ce-97bb-cf0ac73223ab', '01a2020e-ca0d-73ce-97bb-cf0ac73223ab', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a2020e-cb1a-7a6d-8c28-ea7bedb29b33', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb03-74b6-9305-2c2c1949d066', NULL, 1795330853000000, 1795330853629264, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a2020e-cb20-7205-82e3-a5417708959d', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a2020e-cafd-7d30-834c-a1b5e6360623', NULL, 1795330853000000, 1795330853628893, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a2020e-cb2a-7d54-8c4b-a563202f253e', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a2020e-cb1a-7a16-8647-ff51f3d03fdb', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb26-7001-b16c-c7c2dbe3e340', NULL, 1795330853000000, 1795330853669951, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a2020e-cb37-7d06-a24b-1e41bb55a67a', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb34-7b14-9073-797cd052753c', NULL, 1795330853000000, 1795330853684670, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a2020e-cb43-7c78-ac1e-645133bb119a', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb3b-7ae7-b956-bab7814d289e', NULL, 1795330853000000, 1795330853691689, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a2020e-cb32-7349-b78d-0677d505979f', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a2020e-cb20-7199-b352-2cc85d0aab4f', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a2020e-cb2e-727f-bbff-4708489174d4', NULL, 1795330853000000, 1795330853678145, 1795330853000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a2020e-cb6a-740a-b5a4-175ad48330d5', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795330853730961, 1795330853730961, 1795330853775822, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a2020e-cbb3-78f1-a535-cdd4725cfc98', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795330853809096, 1795330853809096, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a2020e-cbc0-7299-870a-32d3a225e47f', '01a2020e-cb20-71d8-99e9-17ada608f394', '01a2020e-cb20-71a8-b802-04c241973367', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795330853821965, 1795330853821965, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a2020e-cbe3-71b7-b177-258c03562a10', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795330853856486, 1795330853856486, 1795330853885288, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a2020e-cc19-7b87-a778-49e738f61f5f', '01a2020e-cb1a-7a52-aaf1-ffb367f2882e', '01a2020e-cb1a-7a24-82ab-715ba3619315', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795330853909196, 1795330853909196, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a2020e-cc5d-7bd3-96b7-0f26d2063878', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', '01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a2020e-cc5d-7bab-936b-023ff85311e9', NULL, NULL, '01a2020e-cc54-745b-be35-442ba364ef56:1', NULL, NULL, NULL, NULL, NULL, '01a2020e-cc5c-722f-bc60-04f28a50a70b', 2, 1795330853979272, 1795330853980143, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a2020e-cc74-7a71-be2a-e484e89eb5e5', '01a2020e-cc5d-7bbf-ab81-ff9e4d7c1ee6', '01a2020e-cc54-745c-a65d-d5ab190310db', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a2020e-c991-7c16-b2de-da44ac7ccfbd', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a2020e-cc74-7a71-be2a-e484e89eb5e5', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795330853999593, 1795330853999593, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a2020e-cc90-723d-b575-74f97f35aa4a', '01a2020e-cc90-7212-8a55-b4271d92c178', '01a2020e-cc83-752c-b02f-bb4dc825a588', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a2020e-cc87-7d82-ba55-22cedb5f08fb', NULL, NULL, '01a2020e-cc83-752a-86c8-e41bac25c21f:1', NULL, NULL, NULL, NULL, NULL, '01a2020e-cc8e-77f9-83fe-68c4108b2309', 2, 1795330854030487, 1795330854030522, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a2020e-cb6a-744a-abc2-870dcfc6a278', '01a2020e-cb6a-740a-b5a4-175ad48330d5', 0, '01a2020e-cade-7112-8b81-1e2ce64e3df2', '{"id":"01a2020e-cb6a-744a-abc2-870dcfc6a278","message_id":"01a2020e-cb6a-740a-b5a4-175ad48330d5","index":0,"key":"01a2020e-cb6a-744a-abc2-870dcfc6a278","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795330853000000, 1795330853762801);
INSERT INTO public.parts VALUES ('01a2020e-cbc0-72bf-a049-ed15e522e2be', '01a2020e-cbc0-7299-870a-32d3a225e47f', 0, '01a2020e-cade-7112-8b81-1e2ce64e3df2', '{"id":"01a2020e-cbc0-72bf-a049-ed15e522e2be","message_id":"01a2020e-cbc0-7299-870a-32d3a225e47f","index":0,"key":"01a2020e-cbc0-72bf-a049-ed15e522e2be","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795330853848269);
INSERT INTO public.parts VALUES ('01a2020e-cbe3-71db-a03c-3d1bcfbe28e1', '01a2020e-cbe3-71b7-b177-258c03562a10', 0, '01a2020e-cade-7112-8b81-1e2ce64e3df2', '{"id":"01a2020e-cbe3-71db-a03c-3d1bcfbe28e1","message_id":"01a2020e-cbe3-71b7-b177-258c03562a10","index":0,"key":"01a2020e-cbe3-71db-a03c-3d1bcfbe28e1","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795330853000000, 1795330853871537);
INSERT INTO public.raws VALUES ('01a2020e-cb03-74b6-9305-2c2c1949d066', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795330853629264);
INSERT INTO public.raws VALUES ('01a2020e-cb0d-7024-85a6-a8f7bab4cfd9', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795330853629592);
INSERT INTO public.raws VALUES ('01a2020e-cafd-7d30-834c-a1b5e6360623', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795330853628893);
INSERT INTO public.raws VALUES ('01a2020e-cb26-7001-b16c-c7c2dbe3e340', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795330853669951);
INSERT INTO public.raws VALUES ('01a2020e-cb2e-727f-bbff-4708489174d4', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795330853678145);
INSERT INTO public.raws VALUES ('01a2020e-cb34-7b14-9073-797cd052753c', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795330853684670);
INSERT INTO public.raws VALUES ('01a2020e-cb3b-7ae7-b956-bab7814d289e', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795330853691689);
INSERT INTO public.raws VALUES ('01a2020e-cb46-7094-83c3-e961a1e561f8', '01a2020e-cade-7112-8b81-1e2ce64e3df2', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353333303835332c22656469745f64617465223a313739353333303835332c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795330853702012);
INSERT INTO public.raws VALUES ('01a2020e-cc5c-722f-bc60-04f28a50a70b', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'web.message', NULL, '\x7b226964223a2230316132303230652d636335342d373435622d626533352d3434326261333634656635363a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303230652d636335342d373435632d613635642d643561623139303331306462222c226e616d65223a22e8aebfe5aea22031304442222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325430373a30303a35332e3937393237325a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795330853980143);
INSERT INTO public.raws VALUES ('01a2020e-cc65-7f30-adc8-79d6cbea0d80', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303230652d636336352d376565662d393635662d646564616263626631653936222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303230652d636335342d373435632d613635642d643561623139303331306462222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325430373a30303a35332e3938393937395a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795330853989995);
INSERT INTO public.raws VALUES ('01a2020e-cc79-7ee2-b704-f08f830b0b67', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303230652d636337392d376535302d623831302d663934393832613532323462222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303230652d636335342d373435632d613635642d643561623139303331306462227d2c2273656e745f6174223a22323032362d31312d32325430373a30303a35342e3030393934305a222c2272656673223a5b2230316132303230652d636337342d376137312d626532612d653438346538396562356535225d7d', NULL, 'done', NULL, 1, 1795330854009975);
INSERT INTO public.raws VALUES ('01a2020e-cc86-7470-8893-a4a374db689e', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303230652d636338362d373365372d393035362d336334633730313231356330222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303230652d636338332d373532632d623032662d626234646338323561353838222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325430373a30303a35342e3032323235365a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795330854022291);
INSERT INTO public.raws VALUES ('01a2020e-cc8e-77f9-83fe-68c4108b2309', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', 'web', 'web.message', NULL, '\x7b226964223a2230316132303230652d636338332d373532612d383663382d6534316261633235633231663a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303230652d636338332d373532632d623032662d626234646338323561353838227d2c2273656e745f6174223a22323032362d31312d32325430373a30303a35342e3033303438375a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795330854030522);
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
INSERT INTO public.search VALUES (8, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (9, '''0:doubt'' ''0:in''');
INSERT INTO public.search VALUES (11, '''0:a'' ''0:note''');
INSERT INTO public.search VALUES (12, '''0:吗'' ''0:子有'' ''0:张桌'' ''0:有货'' ''0:桌子'' ''0:货吗'' ''0:这张''');
INSERT INTO public.search VALUES (13, '''0:有的'' ''0:的''');
INSERT INTO public.search VALUES (14, '''0:想退'' ''0:我想'' ''0:货'' ''0:退货''');
INSERT INTO public.search VALUES (4, '''0:1001'' ''0:单'' ''0:发货'' ''0:我的'' ''0:有发'' ''0:没有'' ''0:的订'' ''0:订单'' ''0:货'' ''0:还没''');
INSERT INTO public.search VALUES (7, '''0:0'' ''0:好'' ''0:您好''');
INSERT INTO public.search VALUES (10, '''0:1'' ''0:好'' ''0:您好''');
INSERT INTO public.settings VALUES ('key.fingerprint', '4cd208b309a114f5');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:26206');
INSERT INTO public.settings VALUES ('streams.epoch', 'fff397131d73');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a2020e-cb4d-726f-823c-3149aed89be1', NULL, '售后', 'skill_group', 1795330853713443, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '1', '01a2020e-cc83-752a-86c8-e41bac25c21f', 1795331514000000);
INSERT INTO public.visitor_sessions VALUES ('01a2020e-cc54-745b-be35-442ba364ef56', '\xad8ac0b82696679a5331a290bbbde401bf3cb5b39ec8048678d6cfc828f721f6', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc54-745c-a65d-d5ab190310db', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795330853972275, 1795330853972275, 1810882853972275, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a2020e-cc83-752a-86c8-e41bac25c21f', '\xa213fad28ade18199eeae86e8cd2bddb903ff90c186ab6b815a45214a00d0771', '01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '01a2020e-cc83-752c-b02f-bb4dc825a588', '4711', NULL, NULL, 1795330854019334, 1795330854026038, 1797922854026038, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a2020e-cc58-7e4c-9212-c0052e0c99fb', '01a2020e-cc54-745b-be35-442ba364ef56', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795330853977010);
INSERT INTO public.visitor_users VALUES ('01a2020e-cc4b-76d5-8b82-b9b500da2d7b', '4711', '01a2020e-cc83-752c-b02f-bb4dc825a588', 1795330854021600);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 20, true);
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
ALTER TABLE ONLY public.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (name);
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
CREATE INDEX conversations_thread ON public.conversations USING btree (account_id, thread, id) WHERE (ended_at IS NOT NULL);
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
CREATE INDEX identities_union ON public.identities USING btree (union_id) WHERE (union_id IS NOT NULL);
CREATE INDEX jobs_dead ON public.jobs USING btree (id) WHERE (state = 'dead'::text);
CREATE INDEX jobs_due ON public.jobs USING btree (class, due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX jobs_key ON public.jobs USING btree (key, id) WHERE (state <> 'dead'::text);
CREATE INDEX jobs_running ON public.jobs USING btree (lane, epoch) WHERE (state = 'running'::text);
CREATE INDEX kept_expires ON public.kept USING btree (expires_at);
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
