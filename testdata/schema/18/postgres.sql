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
INSERT INTO public.account_health VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'healthy', NULL, 1795318084750164, 1795318084856267, 1795318085027351, NULL, '{"rejected":2,"uncertain":1}', NULL, NULL, NULL, NULL);
INSERT INTO public.account_health VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', 'healthy', 'set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com', 1795318085094660, 1795318085196345, NULL, NULL, '{}', 'advice', NULL, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:14731/hooks/telegram/01a2014b-f48b-7333-93e0-3eea873b29a3","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:42941","receive":"webhook"}', '\x012853b1baee522778b4b233eb60ba443f79d896df51ad00e41f093f1379747480d2615829bbe21b2cf58fef3c2d5a019ffb341eee200c234f4eabcafa196c07b910ae3fa1b56258b97c4fb58b0b02fd870cb9112288b0cc3bc623c1afcb6a1235aae6eea07d6a7228128cd08db5e00d6eed4629429412dd19d9cc7506c441857cba80472395019f66f67bd909e8438589b089e55a026a1968c44e437c7a94643c91e4765e261f5f664b9784', 'active', 1795318084749340, 1795318084749340, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'Website', '{}', '\x012853b1baee52277806a80de46aed5c3dfa5ee63c99397aea62f31bc0a269181c5548490ffbe750c7ad10c38a991e87361d29e8023555a10e8ee75ccf4278786f76606d320149af637151431c09b24b1ec0ab4ae5b566dced742ad9579b691113ea9fddcddbe20e', 'active', 1795318085093610, 1795318085093610, NULL, NULL);
INSERT INTO public.agents VALUES ('01a2014b-f300-7ec5-b621-be54f87a580e', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$DaKvSHsFjH2zJq0U25epAA$5RcyYalJWTSYHXljXt1ZXlqm1eZkOKIt58pw+bo/HrM', 'offline', NULL, false, 1795318084403656, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a2014b-f336-7335-a733-a2670f99ba4b', '01a2014b-f300-7ec5-b621-be54f87a580e', 'setup', 'sb_IxHaY8', '\x4f50b5eb1d5eec1c85a08bb1b62ab2ec2dea21f11624db0b7c93ab82281fb932', 'null', 1795318084406226, 1795318084792038, NULL);
INSERT INTO public.assignments VALUES ('01a2014b-f519-774c-844a-569129bde28d', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 'answered', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 1795318084886137, NULL);
INSERT INTO public.assignments VALUES ('01a2014b-f588-72bf-971c-cc7f51ce3981', '01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 'answered', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 1795318084998142, 1795318085060627);
INSERT INTO public.assignments VALUES ('01a2014b-f621-7ef7-8897-067fc6ac11ff', '01a2014b-f600-790b-94f1-e7afdfb49d6a', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 'answered', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 1795318085143970, NULL);
INSERT INTO public.attachments VALUES ('01a2014b-f4d6-7d8f-a5da-59a0cdaa7778', '01a2014b-f4d6-7d80-99ab-727e3146a052', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a2014b-f600-7954-847e-fdb1e4b75e92', '01a2014b-f600-791f-99d6-37b35d86ee84', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a2014b-f336-7b85-99d0-9e5c826e63d0', 1795318084406755, 'system', NULL, 'owner.set_up', '01a2014b-f300-7ec5-b621-be54f87a580e', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a2014b-f492-721d-9ddf-05eba09b024f', 1795318084754138, 'system', NULL, 'account.added', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a2014b-f509-76ec-acfc-2dc5f035f73c', 1795318084873453, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'team.created', '01a2014b-f4f0-773c-87a6-56e5593fb249', '售后');
INSERT INTO public.audit VALUES ('01a2014b-f563-79bb-9221-e22c3f6cd103', 1795318084963638, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'contact.note_added', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL);
INSERT INTO public.audit VALUES ('01a2014b-f5c3-7a71-b89d-952c3563f297', 1795318085059684, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'contact.note_added', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL);
INSERT INTO public.audit VALUES ('01a2014b-f5e9-7adf-98ee-ae7c3512009d', 1795318085097712, 'system', NULL, 'account.added', '01a2014b-f5e5-786b-876a-7f645c392967', 'web Website');
INSERT INTO public.contact_notes VALUES ('01a2014b-f561-72ba-818e-a339983d3067', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', '01a2014b-f300-7ec5-b621-be54f87a580e', '喜欢喝茶', 1795318084962296, NULL);
INSERT INTO public.contact_notes VALUES ('01a2014b-f5c1-7a95-a01f-c24d970bb3f4', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', '01a2014b-f300-7ec5-b621-be54f87a580e', '喜欢喝茶', 1795318085058612, NULL);
INSERT INTO public.contact_terms VALUES ('x', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('42', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', false);
INSERT INTO public.contact_terms VALUES ('a', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('an', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('s', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('43', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', false);
INSERT INTO public.contact_terms VALUES ('李', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('红', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('l', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('example', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a2014b-f600-78f7-b094-3dd003567398', false);
INSERT INTO public.contact_terms VALUES ('li', '01a2014b-f600-78f7-b094-3dd003567398', true);
INSERT INTO public.contact_terms VALUES ('471', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('4', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contact_terms VALUES ('47', '01a2014b-f63c-7347-a972-e812f1ab7ae6', false);
INSERT INTO public.contacts VALUES ('01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', 'known', '小明 王', 'zh', NULL, false, NULL, 1795318084764216, 1795318084764216, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2014b-f4b5-7c94-93e6-66fc40c59a05', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795318084786400, 1795318084786400, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2014b-f600-78f7-b094-3dd003567398', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795318085119312, 1795318085133299, NULL, false, NULL);
INSERT INTO public.contacts VALUES ('01a2014b-f63c-7347-a972-e812f1ab7ae6', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795318085178731, 1795318085181364, NULL, false, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 1, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 5, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 5, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 0, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 0, 0);
INSERT INTO public.conversation_counts VALUES ('active', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f48b-7333-93e0-3eea873b29a3', 4, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5e5-786b-876a-7f645c392967', 3, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5e5-786b-876a-7f645c392967', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5e5-786b-876a-7f645c392967', 2, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5e5-786b-876a-7f645c392967', 0, 1);
INSERT INTO public.conversations VALUES ('01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', '42', NULL, 'active', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a2014b-f56b-7abb-8b5a-891ad485f572', 'out', 'in doubt', 7, 1795318084970028, NULL, 1795318084764216, 1795318084989593, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T03:28:04.886137Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', '43', NULL, 'completed', 'none', NULL, NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a2014b-f588-72c4-ae04-956fbc1182f7', 'out', '您好！1', 3, 1795318084998142, NULL, 1795318084786400, 1795318085060627, 1795318085060627, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T03:28:04.998142Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2014b-f600-790b-94f1-e7afdfb49d6a', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f600-78f7-b094-3dd003567398', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', NULL, 'active', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a2014b-f621-7efc-b1c7-cd26fde98688', 'out', '有的', 2, 1795318085143970, NULL, 1795318085119312, 1795318085163754, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-22T03:28:05.143970Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2014b-f646-7c4e-8050-6ca858228a6c', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', '01a2014b-f63c-7347-a972-e812f1ab7ae6', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a2014b-f646-7c72-be42-08f74a632f09', 'in', '我想退货', 1, 1795318085189385, 1795318085189385, 1795318085189385, 1795318085189385, NULL, 1795318085189385, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a2014b-f48b-7333-93e0-3eea873b29a3', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5ee-72b9-913b-00bf08c60f6c:1');
INSERT INTO public.event_keys VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', 'c:01a2014b-f607-7c80-b335-86391d91bd42');
INSERT INTO public.event_keys VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', 'r:01a2014b-f62b-792c-b890-7f654677df40');
INSERT INTO public.event_keys VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', 'i:01a2014b-f63a-7934-bb08-21ea64c256ae');
INSERT INTO public.event_keys VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f634-7e17-92de-6816d94c9366:1');
INSERT INTO public.events VALUES ('01a2014b-f4aa-7d8b-8402-04bcfc755ea4', 'conversation.created', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 1, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, NULL, '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, 'queued', NULL, 1795318084764216, NULL);
INSERT INTO public.events VALUES ('01a2014b-f4b5-7cf3-aba2-b5d7e56306e9', 'conversation.created', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 1, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, NULL, '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, 'contact', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, 'queued', NULL, 1795318084786400, NULL);
INSERT INTO public.events VALUES ('01a2014b-f4f4-737e-9e43-06861adb2876', 'message.updated', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 6, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, NULL, '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, '01a2014b-f4c6-79f6-9aff-fa0a3f0366dd', 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795318084844706, NULL);
INSERT INTO public.events VALUES ('01a2014b-f4fc-74ed-b442-ce5e78cd3e38', 'message.updated', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 7, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, NULL, '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a2014b-f4d6-7d8f-a5da-59a0cdaa7778","message_id":"01a2014b-f4d6-7d80-99ab-727e3146a052","state":"ready"}', 1795318084848127, NULL);
INSERT INTO public.events VALUES ('01a2014b-f519-772f-accb-aa17b9e9876c', 'conversation.assigned', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 8, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'queued', 'active', NULL, 1795318084886137, NULL);
INSERT INTO public.events VALUES ('01a2014b-f530-732e-b63b-c7b6dd998096', 'message.delivery_changed', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 10, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, '01a2014b-f519-774f-a9d2-e37b7660dd59', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795318084909788, NULL);
INSERT INTO public.events VALUES ('01a2014b-f53e-782f-896a-6b72a9bbdc54', 'message.updated', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 11, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, '01a2014b-f519-774f-a9d2-e37b7660dd59', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795318084922691, NULL);
INSERT INTO public.events VALUES ('01a2014b-f54b-72de-97b1-ea8ac2b16e98', 'message.updated', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 12, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, '01a2014b-f519-774f-a9d2-e37b7660dd59', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795318084932183, NULL);
INSERT INTO public.events VALUES ('01a2014b-f563-72c2-862c-3033f5f2bb11', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, NULL, '{"done":"added","note":"01a2014b-f561-72ba-818e-a339983d3067"}', 1795318084963175, NULL);
INSERT INTO public.events VALUES ('01a2014b-f57f-7a12-bb55-6eb009fefb0f', 'message.delivery_changed', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', 15, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, '01a2014b-f56b-7abb-8b5a-891ad485f572', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795318084989593, NULL);
INSERT INTO public.events VALUES ('01a2014b-f588-72b7-8fbc-b841db54343e', 'conversation.assigned', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 4, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'queued', 'active', NULL, 1795318084998142, NULL);
INSERT INTO public.events VALUES ('01a2014b-f59f-7498-a7f0-90d91bbf588b', 'message.delivery_changed', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 6, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, '01a2014b-f588-72c4-ae04-956fbc1182f7', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795318085017997, NULL);
INSERT INTO public.events VALUES ('01a2014b-f5ae-71e5-b549-c813040ee9c7', 'message.updated', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 7, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, '01a2014b-f588-72c4-ae04-956fbc1182f7', 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795318085032852, NULL);
INSERT INTO public.events VALUES ('01a2014b-f5b8-7ac3-b9e1-020933c45033', 'message.updated', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 8, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, '01a2014b-f588-72c4-ae04-956fbc1182f7', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795318085046995, NULL);
INSERT INTO public.events VALUES ('01a2014b-f5c3-736c-b171-2a93ca514a45', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', NULL, NULL, '{"done":"added","note":"01a2014b-f5c1-7a95-a01f-c24d970bb3f4"}', 1795318085059220, NULL);
INSERT INTO public.events VALUES ('01a2014b-f5c6-70a7-afad-133e0b39cac8', 'conversation.completed', '01a2014b-f4b5-7ce2-8de6-775dedd82838', 10, '01a2014b-f48b-7333-93e0-3eea873b29a3', NULL, NULL, '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'active', 'completed', '{"disposition":"solved"}', 1795318085060627, NULL);
INSERT INTO public.events VALUES ('01a2014b-f600-7915-9b28-8f4f14874072', 'conversation.created', '01a2014b-f600-790b-94f1-e7afdfb49d6a', 1, '01a2014b-f5e5-786b-876a-7f645c392967', NULL, NULL, '01a2014b-f600-78f7-b094-3dd003567398', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', NULL, 'contact', '01a2014b-f600-78f7-b094-3dd003567398', NULL, 'queued', NULL, 1795318085119312, 1);
INSERT INTO public.events VALUES ('01a2014b-f605-7af1-be16-1945a969ddfc', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, 'contact', '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, '{"name":"访客 23C5"}', 1795318085125437, NULL);
INSERT INTO public.events VALUES ('01a2014b-f60d-769f-b3f9-560dd2e5d5c3', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, 'contact', '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, '{"name":"李小红"}', 1795318085133299, NULL);
INSERT INTO public.events VALUES ('01a2014b-f621-7eeb-9a1a-127f7b9ceab8', 'conversation.assigned', '01a2014b-f600-790b-94f1-e7afdfb49d6a', 3, '01a2014b-f5e5-786b-876a-7f645c392967', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f600-78f7-b094-3dd003567398', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', NULL, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'queued', 'active', NULL, 1795318085143970, 3);
INSERT INTO public.events VALUES ('01a2014b-f631-7736-8e98-5399a561866a', 'message.delivery_changed', '01a2014b-f600-790b-94f1-e7afdfb49d6a', 5, '01a2014b-f5e5-786b-876a-7f645c392967', NULL, '01a2014b-f300-7ec5-b621-be54f87a580e', '01a2014b-f600-78f7-b094-3dd003567398', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f621-7efc-b1c7-cd26fde98688', 'contact', '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795318085163754, 5);
INSERT INTO public.events VALUES ('01a2014b-f63c-73b2-9f6f-b2e266d0f400', 'contact.updated', NULL, NULL, '01a2014b-f5e5-786b-876a-7f645c392967', NULL, NULL, '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, NULL, 'contact', '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, NULL, '{"identity_id":"01a2014b-f634-7e18-af6a-f9aaf3bc5c24","reachable":true}', 1795318085178731, NULL);
INSERT INTO public.events VALUES ('01a2014b-f640-745d-92d0-8e3943373507', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, NULL, 'contact', '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, NULL, '{"name":"王明"}', 1795318085181364, NULL);
INSERT INTO public.events VALUES ('01a2014b-f646-7c69-b2c1-c80328b133a2', 'conversation.created', '01a2014b-f646-7c4e-8050-6ca858228a6c', 1, '01a2014b-f5e5-786b-876a-7f645c392967', NULL, NULL, '01a2014b-f63c-7347-a972-e812f1ab7ae6', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', NULL, 'contact', '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, 'queued', NULL, 1795318085189385, 1);
INSERT INTO public.exchanges VALUES ('01a2014b-f4e2-77c5-a1ab-17bc1eaea89a', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f4d6-7d80-99ab-727e3146a052', NULL, 1795318084834504, '{"id":"01a2014b-f4e2-77c5-a1ab-17bc1eaea89a","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f4d6-7d80-99ab-727e3146a052","at":"2026-11-22T03:28:04.834504Z","duration_us":437,"method":"POST","url":"http://127.0.0.1:42941/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f4e3-70cc-acd6-734118734bc6', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f4d6-7d80-99ab-727e3146a052', NULL, 1795318084835049, '{"id":"01a2014b-f4e3-70cc-acd6-734118734bc6","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f4d6-7d80-99ab-727e3146a052","at":"2026-11-22T03:28:04.835049Z","duration_us":2282,"method":"GET","url":"http://127.0.0.1:42941/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f52d-72d4-9dc9-3add6de1837a', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f519-774f-a9d2-e37b7660dd59', '01a2014b-f519-7769-b0ff-8da2110ac1f9', 1795318084909180, '{"id":"01a2014b-f52d-72d4-9dc9-3add6de1837a","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f519-774f-a9d2-e37b7660dd59","part_id":"01a2014b-f519-7769-b0ff-8da2110ac1f9","at":"2026-11-22T03:28:04.909180Z","duration_us":459,"method":"POST","url":"http://127.0.0.1:42941/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795318084,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f543-78a7-8505-9c439e52018a', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f519-774f-a9d2-e37b7660dd59', '01a2014b-f519-7769-b0ff-8da2110ac1f9', 1795318084931541, '{"id":"01a2014b-f543-78a7-8505-9c439e52018a","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f519-774f-a9d2-e37b7660dd59","part_id":"01a2014b-f519-7769-b0ff-8da2110ac1f9","at":"2026-11-22T03:28:04.931541Z","duration_us":418,"method":"POST","url":"http://127.0.0.1:42941/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f57c-7cd5-90ba-cd4bbcbd0675', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f56b-7abb-8b5a-891ad485f572', '01a2014b-f56b-7ad6-99a9-17a4b778de9b', 1795318084988834, '{"id":"01a2014b-f57c-7cd5-90ba-cd4bbcbd0675","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f56b-7abb-8b5a-891ad485f572","part_id":"01a2014b-f56b-7ad6-99a9-17a4b778de9b","at":"2026-11-22T03:28:04.988834Z","duration_us":674,"method":"POST","url":"http://127.0.0.1:42941/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f598-7738-850d-6a17c9163310', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f588-72c4-ae04-956fbc1182f7', '01a2014b-f588-72e3-bc62-d6506df4d4e7', 1795318085016465, '{"id":"01a2014b-f598-7738-850d-6a17c9163310","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f588-72c4-ae04-956fbc1182f7","part_id":"01a2014b-f588-72e3-bc62-d6506df4d4e7","at":"2026-11-22T03:28:05.016465Z","duration_us":1473,"method":"POST","url":"http://127.0.0.1:42941/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795318085,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2014b-f5b4-76d9-b5bb-b0e8704c82bb', '01a2014b-f48b-7333-93e0-3eea873b29a3', '01a2014b-f588-72c4-ae04-956fbc1182f7', '01a2014b-f588-72e3-bc62-d6506df4d4e7', 1795318085044442, '{"id":"01a2014b-f5b4-76d9-b5bb-b0e8704c82bb","account_id":"01a2014b-f48b-7333-93e0-3eea873b29a3","message_id":"01a2014b-f588-72c4-ae04-956fbc1182f7","part_id":"01a2014b-f588-72e3-bc62-d6506df4d4e7","at":"2026-11-22T03:28:05.044442Z","duration_us":630,"method":"POST","url":"http://127.0.0.1:42941/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-22 03:28:04.095722');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-22 03:28:04.115387');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-22 03:28:04.23643');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-22 03:28:04.23922');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-22 03:28:04.254356');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-22 03:28:04.264751');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-22 03:28:04.272321');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-22 03:28:04.275107');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-22 03:28:04.280163');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-22 03:28:04.285044');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-22 03:28:04.287199');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-22 03:28:04.299466');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-22 03:28:04.301664');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-22 03:28:04.305021');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-22 03:28:04.307085');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-22 03:28:04.309148');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-22 03:28:04.309781');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-22 03:28:04.310483');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-22 03:28:04.312645');
INSERT INTO public.identities VALUES ('01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', '42', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', '小明 王', 'xiaoming', 'person', true, 0, '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', 1795318084764216, 1795318084764216, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f48b-7333-93e0-3eea873b29a3', '43', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', 'Anna Schmidt', NULL, 'person', true, 0, '01a2014b-f4b5-7c94-93e6-66fc40c59a05', 1795318084786400, 1795318084786400, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f600-78f7-b094-3dd003567398', '李小红', NULL, 'person', true, 5, '01a2014b-f600-78f7-b094-3dd003567398', 1795318085119312, 1795318085127912, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2014b-f634-7e18-af6a-f9aaf3bc5c24', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', '01a2014b-f63c-7347-a972-e812f1ab7ae6', '王明', NULL, 'person', true, 2, '01a2014b-f63c-7347-a972-e812f1ab7ae6', 1795318085178731, 1795318085178731, NULL, NULL);
INSERT INTO public.leases VALUES ('singleton', '01a2014b-f377-7b93-9712-425978c28333', 1, 1795318089742386);
INSERT INTO public.leases VALUES ('lane:0', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:1', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:10', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:11', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:12', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:13', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:14', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:15', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:16', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:17', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:18', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:19', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:2', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:20', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:21', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:22', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:23', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:24', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:25', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:26', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:27', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:28', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:29', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:3', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:30', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:31', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:32', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:33', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:34', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:35', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:36', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:37', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:38', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:39', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:4', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:40', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:41', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:42', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:43', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:44', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:45', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:46', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:47', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:48', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:49', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:5', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:50', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:51', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:52', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:53', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:54', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:55', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:56', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:57', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:58', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:59', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:6', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:60', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:61', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:62', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:63', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:7', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:8', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('lane:9', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.leases VALUES ('node:01a2014b-f377-7b93-9712-425978c28333', '01a2014b-f377-7b93-9712-425978c28333', 1, 0);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a2014b-f4aa-7d98-8f78-43224f3d699a', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a2014b-f49b-72e7-8841-c14f61d0b81f', NULL, 1795318084000000, 1795318084759985, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a2014b-f4b5-7cfb-a1b0-6d4f75f062fc', '01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f48b-7333-93e0-3eea873b29a3', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4a6-7174-8f5b-966d5e7eed82', NULL, 1795318084000000, 1795318084760082, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a2014b-f4c9-7c18-89fe-6c158ef9e661', '01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f48b-7333-93e0-3eea873b29a3', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a2014b-f4b5-7c94-93e6-66fc40c59a05', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4b9-7f32-9be7-cd503a1d08c2', NULL, 1795318084000000, 1795318084793976, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a2014b-f4d6-7d80-99ab-727e3146a052', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4d5-789d-89af-90a95fab1393', NULL, 1795318084000000, 1795318084821530, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a2014b-f4de-7de3-8af8-532a60fabd4c', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4da-7e01-8c74-ca093a9af5db', NULL, 1795318084000000, 1795318084826895, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a2014b-f4c6-79f6-9aff-fa0a3f0366dd', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a2014b-f4aa-7d3a-acd0-8ee0fc9d04b3', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a2014b-f4b7-77e8-954e-07342f72328d', NULL, 1795318084000000, 1795318084791496, 1795318084000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a2014b-f519-774f-a9d2-e37b7660dd59', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795318084886137, 1795318084886137, 1795318084922691, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a2014b-f55c-7810-a478-a7b178b044bf', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795318084951903, 1795318084951903, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a2014b-f56b-7abb-8b5a-891ad485f572', '01a2014b-f4aa-7d66-a0a6-1e0883abae91', '01a2014b-f4aa-7d42-a7ca-c4964b4fb914', '01a2014b-f48b-7333-93e0-3eea873b29a3', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795318084970028, 1795318084970028, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a2014b-f588-72c4-ae04-956fbc1182f7', '01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f48b-7333-93e0-3eea873b29a3', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795318084998142, 1795318084998142, 1795318085032852, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a2014b-f5bf-7a53-8e0f-a3ed0eb7ff3c', '01a2014b-f4b5-7ce2-8de6-775dedd82838', '01a2014b-f4b5-7c9b-88c3-50cb69114bf6', '01a2014b-f48b-7333-93e0-3eea873b29a3', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795318085053484, 1795318085053484, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a2014b-f600-791f-99d6-37b35d86ee84', '01a2014b-f600-790b-94f1-e7afdfb49d6a', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f5e5-786b-876a-7f645c392967', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a2014b-f600-78f7-b094-3dd003567398', NULL, NULL, '01a2014b-f5ee-72b9-913b-00bf08c60f6c:1', NULL, NULL, NULL, NULL, NULL, '01a2014b-f5ff-7400-81c3-9f8d419146cb', 2, 1795318085118668, 1795318085119262, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a2014b-f621-7efc-b1c7-cd26fde98688', '01a2014b-f600-790b-94f1-e7afdfb49d6a', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', '01a2014b-f5e5-786b-876a-7f645c392967', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a2014b-f300-7ec5-b621-be54f87a580e', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a2014b-f621-7efc-b1c7-cd26fde98688', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795318085143970, 1795318085143970, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a2014b-f646-7c72-be42-08f74a632f09', '01a2014b-f646-7c4e-8050-6ca858228a6c', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', '01a2014b-f5e5-786b-876a-7f645c392967', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a2014b-f63c-7347-a972-e812f1ab7ae6', NULL, NULL, '01a2014b-f634-7e17-92de-6816d94c9366:1', NULL, NULL, NULL, NULL, NULL, '01a2014b-f645-748d-be10-da018f58dd9c', 2, 1795318085189258, 1795318085189298, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a2014b-f519-7769-b0ff-8da2110ac1f9', '01a2014b-f519-774f-a9d2-e37b7660dd59', 0, '01a2014b-f48b-7333-93e0-3eea873b29a3', '{"id":"01a2014b-f519-7769-b0ff-8da2110ac1f9","message_id":"01a2014b-f519-774f-a9d2-e37b7660dd59","index":0,"key":"01a2014b-f519-7769-b0ff-8da2110ac1f9","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795318084000000, 1795318084909788);
INSERT INTO public.parts VALUES ('01a2014b-f56b-7ad6-99a9-17a4b778de9b', '01a2014b-f56b-7abb-8b5a-891ad485f572', 0, '01a2014b-f48b-7333-93e0-3eea873b29a3', '{"id":"01a2014b-f56b-7ad6-99a9-17a4b778de9b","message_id":"01a2014b-f56b-7abb-8b5a-891ad485f572","index":0,"key":"01a2014b-f56b-7ad6-99a9-17a4b778de9b","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795318084989593);
INSERT INTO public.parts VALUES ('01a2014b-f588-72e3-bc62-d6506df4d4e7', '01a2014b-f588-72c4-ae04-956fbc1182f7', 0, '01a2014b-f48b-7333-93e0-3eea873b29a3', '{"id":"01a2014b-f588-72e3-bc62-d6506df4d4e7","message_id":"01a2014b-f588-72c4-ae04-956fbc1182f7","index":0,"key":"01a2014b-f588-72e3-bc62-d6506df4d4e7","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795318085000000, 1795318085017997);
INSERT INTO public.raws VALUES ('01a2014b-f49b-72e7-8841-c14f61d0b81f', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795318084759985);
INSERT INTO public.raws VALUES ('01a2014b-f4a6-7174-8f5b-966d5e7eed82', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795318084760082);
INSERT INTO public.raws VALUES ('01a2014b-f4a2-7149-bd0e-a9a4f0c14aa0', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795318084759737);
INSERT INTO public.raws VALUES ('01a2014b-f4b7-77e8-954e-07342f72328d', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795318084791496);
INSERT INTO public.raws VALUES ('01a2014b-f4b9-7f32-9be7-cd503a1d08c2', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795318084793976);
INSERT INTO public.raws VALUES ('01a2014b-f4d5-789d-89af-90a95fab1393', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795318084821530);
INSERT INTO public.raws VALUES ('01a2014b-f4da-7e01-8c74-ca093a9af5db', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795318084826895);
INSERT INTO public.raws VALUES ('01a2014b-f4e8-7b92-aeb2-14d3e7a6a34d', '01a2014b-f48b-7333-93e0-3eea873b29a3', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353331383038342c22656469745f64617465223a313739353331383038342c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795318084840712);
INSERT INTO public.raws VALUES ('01a2014b-f5ff-7400-81c3-9f8d419146cb', '01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'web.message', NULL, '\x7b226964223a2230316132303134622d663565652d373262392d393133622d3030626630386336306636633a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303134622d663565652d373262612d623939362d643034626661616232336335222c226e616d65223a22e8aebfe5aea22032334335222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32325430333a32383a30352e3131383636385a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795318085119262);
INSERT INTO public.raws VALUES ('01a2014b-f607-7cd7-aa24-cca0f6c8ad27', '01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303134622d663630372d376338302d623333352d383633393164393162643432222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303134622d663565652d373262612d623939362d643034626661616232336335222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32325430333a32383a30352e3132373831395a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795318085127841);
INSERT INTO public.raws VALUES ('01a2014b-f62b-79b6-a61c-554634bb8706', '01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303134622d663632622d373932632d623839302d376636353436373764663430222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303134622d663565652d373262612d623939362d643034626661616232336335227d2c2273656e745f6174223a22323032362d31312d32325430333a32383a30352e3136333630325a222c2272656673223a5b2230316132303134622d663632312d376566632d623163372d636432366664653938363838225d7d', NULL, 'done', NULL, 1, 1795318085163636);
INSERT INTO public.raws VALUES ('01a2014b-f63a-79e1-9ab0-20b366a4301d', '01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303134622d663633612d373933342d626230382d323165613634633235366165222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303134622d663633342d376531382d616636612d663961616633626335633234222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32325430333a32383a30352e3137383630345a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795318085178647);
INSERT INTO public.raws VALUES ('01a2014b-f645-748d-be10-da018f58dd9c', '01a2014b-f5e5-786b-876a-7f645c392967', 'web', 'web.message', NULL, '\x7b226964223a2230316132303134622d663633342d376531372d393264652d3638313664393463393336363a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303134622d663633342d376531382d616636612d663961616633626335633234227d2c2273656e745f6174223a22323032362d31312d32325430333a32383a30352e3138393235385a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795318085189298);
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
INSERT INTO public.settings VALUES ('key.fingerprint', '2853b1baee522778');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:14731');
INSERT INTO public.settings VALUES ('streams.epoch', 'cd9ddede26a7');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a2014b-f4f0-773c-87a6-56e5593fb249', NULL, '售后', 'skill_group', 1795318084864487, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', '1', '01a2014b-f634-7e17-92de-6816d94c9366', 1795318745000000);
INSERT INTO public.visitor_sessions VALUES ('01a2014b-f5ee-72b9-913b-00bf08c60f6c', '\x573b59db2c17a75f3a8e112db6c6f79379aa36aa6c9b7fed922c7f9c0dd979d5', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f5ee-72ba-b996-d04bfaab23c5', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795318085102167, 1795318085102167, 1810870085102167, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a2014b-f634-7e17-92de-6816d94c9366', '\x4a7a0355306dcae5959b9910bee7de48ca7fa4381442067e26d9a1a60ab49334', '01a2014b-f5e5-786b-876a-7f645c392967', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', '4711', NULL, NULL, 1795318085172919, 1795318085184802, 1797910085184802, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a2014b-f5fc-72d2-8883-259741cd0daf', '01a2014b-f5ee-72b9-913b-00bf08c60f6c', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795318085116252);
INSERT INTO public.visitor_users VALUES ('01a2014b-f5e5-786b-876a-7f645c392967', '4711', '01a2014b-f634-7e18-af6a-f9aaf3bc5c24', 1795318085177628);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 19, true);
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
