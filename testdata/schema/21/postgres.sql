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
INSERT INTO public.account_health VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'healthy', NULL, 1795403240627714, 1795403240689659, 1795403240818037, NULL, '{"rejected":2,"uncertain":1}', NULL, 1795403240689673, NULL, NULL);
INSERT INTO public.account_health VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', 'healthy', NULL, 1795403240906489, 1795403240976540, 1795403240954184, NULL, '{}', NULL, NULL, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'Shop', '{"_connected":"http://127.0.0.1:14053/hooks/telegram/01a2065f-54b0-772a-8367-bd5a9444305c","_platform_name":"@shop_bot","_receive":"webhook","api_base":"http://127.0.0.1:45375","receive":"webhook"}', '\x01b4bfbe213d739084d61c312e932a480e3e4a495f8ac5d1135fb50adc62e1dee34f19a9e891a60d66aab373c7608e981b42c5d46b07d493241212bd7b12d6fcb490b6c07ec47a91049526dc60a3871df870a83f5dbc283af5d331abc32a9229a9a7d3f1ac257fffede73b59fb37d288c5ac4dc65d0b5276468c6b32e9956a243b800e848dd2b8b5f6702b9a7f8dff18a326ffe9e4c2b6e0384f4eb419db9fe61cca53d69c66088295aba061', 'active', 1795403240626217, 1795403240626217, NULL, NULL);
INSERT INTO public.accounts VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'Website', '{}', '\x01b4bfbe213d7390842294423ca3bd26adacec568785aa620a625638984e8e77ade66ead5d257be50ce6738937973ca96064681acc29963bc387012ff0ffcbeebfe0ea71bd628626f0ddc8151a9bb3e75e399e8d5e11ccd0731f877a73e07b0ad5fc53a2db13a453', 'active', 1795403240905377, 1795403240905377, NULL, NULL);
INSERT INTO public.agents VALUES ('01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'owner@example.com', 'Owner', 'owner', '$argon2id$v=19$m=19456,t=2,p=1$J0FfoRCXf0Z4a3wLSM2KVQ$oNZhwhVEwBTtExyTctg5Z4o/+I9Xwh69dmL/yh7aMf8', 'offline', NULL, false, 1795403240316092, NULL, NULL, NULL, 1000, 200, 0, '[]', NULL);
INSERT INTO public.api_keys VALUES ('01a2065f-537e-7b75-99b9-be7006167d1c', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'setup', 'sb_IHjJw9', '\xcc483294a26dbf678d15572aeb440c3a5a18ac00dea8c2b9128e9133fbcdfd69', 'null', 1795403240318767, 1795403240659421, NULL);
INSERT INTO public.assignments VALUES ('01a2065f-5507-71d1-9c94-fb4cd058432c', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 'answered', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 1795403240708173, NULL);
INSERT INTO public.assignments VALUES ('01a2065f-555c-7806-be85-ddccdfd92335', '01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 'answered', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 1795403240794846, 1795403240854634);
INSERT INTO public.assignments VALUES ('01a2065f-55f6-7ca4-aa9b-42c0b4e5a957', '01a2065f-55de-7b78-996b-3cf83fae2f64', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 'answered', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 1795403240949033, NULL);
INSERT INTO public.attachments VALUES ('01a2065f-54d9-745b-9996-567c7c916f13', '01a2065f-54d9-7449-970f-6b5b9b4a3fb1', 0, '{"kind":"image","mime":"image/jpeg","size":12,"ref":"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","blob":"012d9c53a89260e4683a755e8904341f11307da6f6abfa7fdd62c987494863ec","width":1280,"height":960}', 'ready', NULL);
INSERT INTO public.attachments VALUES ('01a2065f-55de-7bdc-a66d-06ead926e684', '01a2065f-55de-7ba3-ba3f-8f6c080bb7f6', 0, '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', 'ready', NULL);
INSERT INTO public.audit VALUES ('01a2065f-537f-7786-a7f6-36ba9dc37eef', 1795403240319493, 'system', NULL, 'owner.set_up', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'owner@example.com');
INSERT INTO public.audit VALUES ('01a2065f-54b9-7268-8f09-6b68d315f0ff', 1795403240633158, 'system', NULL, 'account.added', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram Shop');
INSERT INTO public.audit VALUES ('01a2065f-54f9-7c3b-b33f-fe25ab364816', 1795403240697801, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'team.created', '01a2065f-54f6-793f-9efd-116d8bb0f5d4', '售后');
INSERT INTO public.audit VALUES ('01a2065f-553d-78f1-b769-ac742780ead2', 1795403240765586, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'contact.note_added', '01a2065f-54cf-758e-b77a-6656d4860034', NULL);
INSERT INTO public.audit VALUES ('01a2065f-5595-75f1-bb3c-7eedf4148557', 1795403240853389, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'contact.note_added', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL);
INSERT INTO public.audit VALUES ('01a2065f-55ce-7a60-8cc9-177e066b6a3b', 1795403240910680, 'system', NULL, 'account.added', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web Website');
INSERT INTO public.contact_notes VALUES ('01a2065f-553a-7079-9f83-5308144ababd', '01a2065f-54cf-758e-b77a-6656d4860034', '01a2065f-54cf-758e-b77a-6656d4860034', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '喜欢喝茶', 1795403240763487, NULL);
INSERT INTO public.contact_notes VALUES ('01a2065f-5592-72de-abe7-602c393ebcfe', '01a2065f-54ce-742a-8fb1-cf1982bb8079', '01a2065f-54ce-742a-8fb1-cf1982bb8079', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '喜欢喝茶', 1795403240851473, NULL);
INSERT INTO public.contact_terms VALUES ('a', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('an', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('anna', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('sch', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('ann', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('s', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('sc', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('schmidt', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('43', '01a2065f-54ce-742a-8fb1-cf1982bb8079', false);
INSERT INTO public.contact_terms VALUES ('xi', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('xia', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('xiaoming', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('42', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('小明', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('x', '01a2065f-54cf-758e-b77a-6656d4860034', false);
INSERT INTO public.contact_terms VALUES ('小', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('小红', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('红', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('example', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('李', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('李小', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('l', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('cn', '01a2065f-55de-7b64-9bce-efa6827e889c', false);
INSERT INTO public.contact_terms VALUES ('li', '01a2065f-55de-7b64-9bce-efa6827e889c', true);
INSERT INTO public.contact_terms VALUES ('47', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('471', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('4711', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('王', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('王明', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('明', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contact_terms VALUES ('4', '01a2065f-5605-7c3a-b768-488a9b866c9c', false);
INSERT INTO public.contacts VALUES ('01a2065f-54ce-742a-8fb1-cf1982bb8079', 'known', 'Anna Schmidt', 'de', NULL, false, NULL, 1795403240646293, 1795403240646293, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a2065f-54cf-758e-b77a-6656d4860034', 'known', '小明 王', 'zh', NULL, false, NULL, 1795403240649074, 1795403240649074, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a2065f-55de-7b64-9bce-efa6827e889c', 'visitor', '李小红', 'zh-CN', '{"context.count":"2","context.product":"T-7","email":"li@example.cn","page":"https://shop.example.com/tables","page_title":"餐桌","unverified":"email,name"}', false, NULL, 1795403240925098, 1795403240939373, NULL, false, NULL, NULL);
INSERT INTO public.contacts VALUES ('01a2065f-5605-7c3a-b768-488a9b866c9c', 'known', '王明', NULL, '{"user_id":"4711"}', false, NULL, 1795403240963900, 1795403240967493, NULL, false, NULL, NULL);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 7, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 6, 1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 2, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 2, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 3, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 3, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54b0-772a-8367-bd5a9444305c', 1, -1);
INSERT INTO public.conversation_counts VALUES ('active', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 6, 1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 6, -1);
INSERT INTO public.conversation_counts VALUES ('queued', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 0, 2);
INSERT INTO public.conversations VALUES ('01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54cf-758e-b77a-6656d4860034', '42', NULL, 'active', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 0, NULL, NULL, NULL, NULL, 7, 15, '01a2065f-5543-7378-a8e0-45113ec4449e', 'out', 'in doubt', 7, 1795403240769267, NULL, 1795403240649074, 1795403240784795, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-23T03:07:20.708173Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54ce-742a-8fb1-cf1982bb8079', '43', NULL, 'completed', 'none', NULL, NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 0, NULL, NULL, NULL, 'solved', 4, 10, '01a2065f-555c-7809-9094-f3e7ae9df16d', 'out', '您好！1', 3, 1795403240794846, NULL, 1795403240646293, 1795403240854634, 1795403240854634, NULL, '', false, NULL, '{"first":{"met":"2026-11-23T03:07:20.794846Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2065f-55de-7b78-996b-3cf83fae2f64', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55de-7b64-9bce-efa6827e889c', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', NULL, 'active', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, 0, NULL, NULL, NULL, NULL, 2, 5, '01a2065f-55f6-7ca9-9ce1-866b2c3781fc', 'out', '有的', 2, 1795403240949033, NULL, 1795403240925098, 1795403240956086, NULL, NULL, '', false, NULL, '{"first":{"met":"2026-11-23T03:07:20.949033Z"}}', NULL, 100, NULL, NULL);
INSERT INTO public.conversations VALUES ('01a2065f-560e-7922-8a3b-60e27455c083', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-5600-76e0-b117-9a257878b094', '01a2065f-5605-7c3a-b768-488a9b866c9c', '01a2065f-5600-76e0-b117-9a257878b094', NULL, 'queued', 'none', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 1, 2, '01a2065f-560e-7938-a5b8-c5ae1e2f7ba5', 'in', '我想退货', 1, 1795403240972634, 1795403240972634, 1795403240972634, 1795403240972634, NULL, 1795403240972634, '', false, NULL, NULL, NULL, 100, NULL, NULL);
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'raw:96886ba5e8c90687504f7ff8aa9f9f9b');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:5:43');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:1:42');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:2:42');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:6:43');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:3:42');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'm:4:42');
INSERT INTO public.event_keys VALUES ('01a2065f-54b0-772a-8367-bd5a9444305c', 'u:700000005');
INSERT INTO public.event_keys VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55d4-77f9-b007-835abd8676d8:1');
INSERT INTO public.event_keys VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', 'c:01a2065f-55e7-7180-b7ff-19f76e329591');
INSERT INTO public.event_keys VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', 'r:01a2065f-55fb-7efe-8bb6-10dd1be5e3b3');
INSERT INTO public.event_keys VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', 'i:01a2065f-5603-7b1c-8441-1088f21be8ab');
INSERT INTO public.event_keys VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-5600-76df-901c-8ba4e3cc34d6:1');
INSERT INTO public.events VALUES ('01a2065f-54ce-7470-ae90-db4e8246c382', 'conversation.created', '01a2065f-54ce-7464-bba8-656091f31c01', 1, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, NULL, '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, 'contact', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, 'queued', NULL, 1795403240646293, NULL);
INSERT INTO public.events VALUES ('01a2065f-54cf-75cd-8083-4085129e5e81', 'conversation.created', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 1, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, NULL, '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, 'queued', NULL, 1795403240649074, NULL);
INSERT INTO public.events VALUES ('01a2065f-54ec-7033-bd63-cf2977304c68', 'message.updated', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 6, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, NULL, '01a2065f-54cf-758e-b77a-6656d4860034', NULL, '01a2065f-54d5-75dd-8e8c-f7ad563a069a', 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, '{"previous":{"text":"我的订单还没有发货"}}', 1795403240679875, NULL);
INSERT INTO public.events VALUES ('01a2065f-54f4-700c-9c5a-ec287bef7ac1', 'message.updated', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 7, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, NULL, '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, 'system', NULL, NULL, NULL, '{"attachment_id":"01a2065f-54d9-745b-9996-567c7c916f13","message_id":"01a2065f-54d9-7449-970f-6b5b9b4a3fb1","state":"ready"}', 1795403240691479, NULL);
INSERT INTO public.events VALUES ('01a2065f-5507-71c5-a8a7-f51a6c1ef7d8', 'conversation.assigned', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 8, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'queued', 'active', NULL, 1795403240708173, NULL);
INSERT INTO public.events VALUES ('01a2065f-551a-7659-99d1-ed6f02bea275', 'message.delivery_changed', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 10, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, '01a2065f-5507-71d7-b49b-5faa831cf028', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795403240727173, NULL);
INSERT INTO public.events VALUES ('01a2065f-5525-7203-bc9e-7fc2ab94f6df', 'message.updated', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 11, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, '01a2065f-5507-71d7-b49b-5faa831cf028', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":11},"previous":{"text":"您好 0"}}', 1795403240738642, NULL);
INSERT INTO public.events VALUES ('01a2065f-552d-7198-9537-2cf979139c9f', 'message.updated', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 12, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, '01a2065f-5507-71d7-b49b-5faa831cf028', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":11}}}', 1795403240746969, NULL);
INSERT INTO public.events VALUES ('01a2065f-553c-7851-8315-67885fe94915', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, NULL, '{"done":"added","note":"01a2065f-553a-7079-9f83-5308144ababd"}', 1795403240764540, NULL);
INSERT INTO public.events VALUES ('01a2065f-5553-7557-8484-e5dc5a481ce7', 'message.delivery_changed', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', 15, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, '01a2065f-5543-7378-a8e0-45113ec4449e', 'system', NULL, NULL, NULL, '{"delivery":"in_doubt","error":{"code":"telegram.no_answer","text":"the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again"},"previous":{"delivery":"sending"}}', 1795403240784795, NULL);
INSERT INTO public.events VALUES ('01a2065f-555c-77fd-87eb-88011e3f05e3', 'conversation.assigned', '01a2065f-54ce-7464-bba8-656091f31c01', 4, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'queued', 'active', NULL, 1795403240794846, NULL);
INSERT INTO public.events VALUES ('01a2065f-556f-7186-9cbe-6f13b9475d36', 'message.delivery_changed', '01a2065f-54ce-7464-bba8-656091f31c01', 6, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, '01a2065f-555c-7809-9094-f3e7ae9df16d', 'system', NULL, NULL, NULL, '{"delivery":"sent","previous":{"delivery":"sending"}}', 1795403240811804, NULL);
INSERT INTO public.events VALUES ('01a2065f-557a-7aa2-abdc-eb2c7f8a93f3', 'message.updated', '01a2065f-54ce-7464-bba8-656091f31c01', 7, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, '01a2065f-555c-7809-9094-f3e7ae9df16d', 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, NULL, '{"change":{"kind":"edit","state":"pending","rev":7},"previous":{"text":"您好 1"}}', 1795403240823580, NULL);
INSERT INTO public.events VALUES ('01a2065f-5584-76ec-8c8a-4dfd36bd3ddb', 'message.updated', '01a2065f-54ce-7464-bba8-656091f31c01', 8, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, '01a2065f-555c-7809-9094-f3e7ae9df16d', 'system', NULL, NULL, NULL, '{"change":{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}},"previous":{"change":{"kind":"edit","state":"pending","rev":7}}}', 1795403240832690, NULL);
INSERT INTO public.events VALUES ('01a2065f-5594-7866-a18e-d1ae30d8390e', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', NULL, NULL, '{"done":"added","note":"01a2065f-5592-72de-abe7-602c393ebcfe"}', 1795403240852546, NULL);
INSERT INTO public.events VALUES ('01a2065f-5598-7bb3-aa1d-3a72418ebfe5', 'conversation.completed', '01a2065f-54ce-7464-bba8-656091f31c01', 10, '01a2065f-54b0-772a-8367-bd5a9444305c', NULL, NULL, '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'active', 'completed', '{"disposition":"solved"}', 1795403240854634, NULL);
INSERT INTO public.events VALUES ('01a2065f-55de-7b9a-941b-497891e8a3be', 'conversation.created', '01a2065f-55de-7b78-996b-3cf83fae2f64', 1, '01a2065f-55c9-74eb-afec-e4cd5177b19d', NULL, NULL, '01a2065f-55de-7b64-9bce-efa6827e889c', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', NULL, 'contact', '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, 'queued', NULL, 1795403240925098, 1);
INSERT INTO public.events VALUES ('01a2065f-55e4-7324-a419-87cf9205e957', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, 'contact', '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, '{"name":"访客 356C"}', 1795403240931959, NULL);
INSERT INTO public.events VALUES ('01a2065f-55eb-7b69-adaf-8ad2eef1d77a', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, 'contact', '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, '{"name":"李小红"}', 1795403240939373, NULL);
INSERT INTO public.events VALUES ('01a2065f-55f6-7c99-9209-5597124b35d1', 'conversation.assigned', '01a2065f-55de-7b78-996b-3cf83fae2f64', 3, '01a2065f-55c9-74eb-afec-e4cd5177b19d', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-55de-7b64-9bce-efa6827e889c', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', NULL, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'queued', 'active', NULL, 1795403240949033, 3);
INSERT INTO public.events VALUES ('01a2065f-55fe-7312-b115-85ad8ee57ec4', 'message.delivery_changed', '01a2065f-55de-7b78-996b-3cf83fae2f64', 5, '01a2065f-55c9-74eb-afec-e4cd5177b19d', NULL, '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', '01a2065f-55de-7b64-9bce-efa6827e889c', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55f6-7ca9-9ce1-866b2c3781fc', 'contact', '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, '{"delivery":"read","previous":{"delivery":"sent"}}', 1795403240956086, 5);
INSERT INTO public.events VALUES ('01a2065f-5605-7c54-b20b-3a9a16237a0e', 'contact.updated', NULL, NULL, '01a2065f-55c9-74eb-afec-e4cd5177b19d', NULL, NULL, '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, NULL, 'contact', '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, NULL, '{"identity_id":"01a2065f-5600-76e0-b117-9a257878b094","reachable":true}', 1795403240963900, NULL);
INSERT INTO public.events VALUES ('01a2065f-5607-7b1a-871d-47a4e78f92a5', 'contact.updated', NULL, NULL, NULL, NULL, NULL, '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, NULL, 'contact', '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, NULL, '{"name":"王明"}', 1795403240967493, NULL);
INSERT INTO public.events VALUES ('01a2065f-560e-792f-8871-26a4b3f1e739', 'conversation.created', '01a2065f-560e-7922-8a3b-60e27455c083', 1, '01a2065f-55c9-74eb-afec-e4cd5177b19d', NULL, NULL, '01a2065f-5605-7c3a-b768-488a9b866c9c', '01a2065f-5600-76e0-b117-9a257878b094', NULL, 'contact', '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, 'queued', NULL, 1795403240972634, 1);
INSERT INTO public.exchanges VALUES ('01a2065f-54e4-7e2b-b8dd-e98e21b4f78a', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54d9-7449-970f-6b5b9b4a3fb1', NULL, 1795403240676923, '{"id":"01a2065f-54e4-7e2b-b8dd-e98e21b4f78a","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-54d9-7449-970f-6b5b9b4a3fb1","at":"2026-11-23T03:07:20.676923Z","duration_us":2727,"method":"POST","url":"http://127.0.0.1:45375/bot***/getFile","status":200,"request":"file_id=AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk","response":"{\"ok\":true,\"result\":{\"file_id\":\"AgACAgIAAAAAAAdbzRUAAAAAAAAAAQEtnFOokmDk\",\"file_unique_id\":\"AQADAS2cU6iSYORo\",\"file_size\":12,\"file_path\":\"photos/file_1.jpg\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2065f-54e7-7a8c-9aa1-3cbb8683781e', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-54d9-7449-970f-6b5b9b4a3fb1', NULL, 1795403240679686, '{"id":"01a2065f-54e7-7a8c-9aa1-3cbb8683781e","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-54d9-7449-970f-6b5b9b4a3fb1","at":"2026-11-23T03:07:20.679686Z","duration_us":2311,"method":"GET","url":"http://127.0.0.1:45375/file/bot***/photos/file_1.jpg","status":200,"response":"[12 bytes of application/octet-stream]"}');
INSERT INTO public.exchanges VALUES ('01a2065f-5516-78ad-b91e-466c15936ce7', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-5507-71d7-b49b-5faa831cf028', '01a2065f-5507-7353-b7c0-5858e9d994f0', 1795403240726563, '{"id":"01a2065f-5516-78ad-b91e-466c15936ce7","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-5507-71d7-b49b-5faa831cf028","part_id":"01a2065f-5507-7353-b7c0-5858e9d994f0","at":"2026-11-23T03:07:20.726563Z","duration_us":474,"method":"POST","url":"http://127.0.0.1:45375/bot***/sendMessage","status":200,"request":"chat_id=42\u0026text=%E6%82%A8%E5%A5%BD+0","response":"{\"ok\":true,\"result\":{\"message_id\":7,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":42,\"first_name\":\"小明\",\"last_name\":\"王\",\"username\":\"xiaoming\",\"type\":\"private\"},\"date\":1795403240,\"text\":\"您好 0\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2065f-552a-753b-a401-e5c53ce2c94a', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-5507-71d7-b49b-5faa831cf028', '01a2065f-5507-7353-b7c0-5858e9d994f0', 1795403240746337, '{"id":"01a2065f-552a-753b-a401-e5c53ce2c94a","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-5507-71d7-b49b-5faa831cf028","part_id":"01a2065f-5507-7353-b7c0-5858e9d994f0","at":"2026-11-23T03:07:20.746337Z","duration_us":494,"method":"POST","url":"http://127.0.0.1:45375/bot***/editMessageText","status":400,"request":"chat_id=42\u0026message_id=7\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%810","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.exchanges VALUES ('01a2065f-5550-70a7-bf62-a3b69ce57c0a', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-5543-7378-a8e0-45113ec4449e', '01a2065f-5543-73c1-8861-86f4b9add77c', 1795403240784037, '{"id":"01a2065f-5550-70a7-bf62-a3b69ce57c0a","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-5543-7378-a8e0-45113ec4449e","part_id":"01a2065f-5543-73c1-8861-86f4b9add77c","at":"2026-11-23T03:07:20.784037Z","duration_us":656,"method":"POST","url":"http://127.0.0.1:45375/bot***/sendMessage","request":"chat_id=42\u0026text=in+doubt","error":"EOF","error_class":"uncertain"}');
INSERT INTO public.exchanges VALUES ('01a2065f-556a-7cef-873e-fab652084038', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-555c-7809-9094-f3e7ae9df16d', '01a2065f-555c-7838-ad47-6604ef0738e9', 1795403240810843, '{"id":"01a2065f-556a-7cef-873e-fab652084038","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-555c-7809-9094-f3e7ae9df16d","part_id":"01a2065f-555c-7838-ad47-6604ef0738e9","at":"2026-11-23T03:07:20.810843Z","duration_us":900,"method":"POST","url":"http://127.0.0.1:45375/bot***/sendMessage","status":200,"request":"chat_id=43\u0026text=%E6%82%A8%E5%A5%BD+1","response":"{\"ok\":true,\"result\":{\"message_id\":9,\"from\":{\"id\":123456789,\"is_bot\":true,\"first_name\":\"shop_bot\",\"username\":\"shop_bot\"},\"chat\":{\"id\":43,\"first_name\":\"Anna\",\"last_name\":\"Schmidt\",\"type\":\"private\"},\"date\":1795403240,\"text\":\"您好 1\"}}"}');
INSERT INTO public.exchanges VALUES ('01a2065f-5580-73a7-8603-8b81abd05cde', '01a2065f-54b0-772a-8367-bd5a9444305c', '01a2065f-555c-7809-9094-f3e7ae9df16d', '01a2065f-555c-7838-ad47-6604ef0738e9', 1795403240832234, '{"id":"01a2065f-5580-73a7-8603-8b81abd05cde","account_id":"01a2065f-54b0-772a-8367-bd5a9444305c","message_id":"01a2065f-555c-7809-9094-f3e7ae9df16d","part_id":"01a2065f-555c-7838-ad47-6604ef0738e9","at":"2026-11-23T03:07:20.832234Z","duration_us":325,"method":"POST","url":"http://127.0.0.1:45375/bot***/editMessageText","status":400,"request":"chat_id=43\u0026message_id=9\u0026text=%E6%82%A8%E5%A5%BD%EF%BC%811","response":"{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message can''t be edited\"}","error_class":"rejected"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-23 03:07:20.087202');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-23 03:07:20.098476');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-23 03:07:20.157992');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-23 03:07:20.160913');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-23 03:07:20.17144');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-23 03:07:20.177984');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-23 03:07:20.180657');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-23 03:07:20.183582');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-23 03:07:20.191497');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-23 03:07:20.196009');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-23 03:07:20.198776');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-23 03:07:20.210842');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-23 03:07:20.213661');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-23 03:07:20.217464');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-23 03:07:20.219477');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-23 03:07:20.222083');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-23 03:07:20.223056');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-23 03:07:20.224151');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-23 03:07:20.226219');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-23 03:07:20.229748');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-23 03:07:20.23122');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-23 03:07:20.23615');
INSERT INTO public.identities VALUES ('01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54b0-772a-8367-bd5a9444305c', '43', '01a2065f-54ce-742a-8fb1-cf1982bb8079', 'Anna Schmidt', NULL, 'person', true, 0, '01a2065f-54ce-742a-8fb1-cf1982bb8079', 1795403240646293, 1795403240646293, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', '42', '01a2065f-54cf-758e-b77a-6656d4860034', '小明 王', 'xiaoming', 'person', true, 0, '01a2065f-54cf-758e-b77a-6656d4860034', 1795403240649074, 1795403240649074, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55de-7b64-9bce-efa6827e889c', '李小红', NULL, 'person', true, 5, '01a2065f-55de-7b64-9bce-efa6827e889c', 1795403240925098, 1795403240935227, NULL, NULL);
INSERT INTO public.identities VALUES ('01a2065f-5600-76e0-b117-9a257878b094', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-5600-76e0-b117-9a257878b094', '01a2065f-5605-7c3a-b768-488a9b866c9c', '王明', NULL, 'person', true, 2, '01a2065f-5605-7c3a-b768-488a9b866c9c', 1795403240963900, 1795403240963900, NULL, NULL);
INSERT INTO public.leases VALUES ('singleton', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403245549896);
INSERT INTO public.leases VALUES ('lane:0', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635247);
INSERT INTO public.leases VALUES ('lane:1', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635288);
INSERT INTO public.leases VALUES ('lane:10', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635292);
INSERT INTO public.leases VALUES ('lane:11', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635295);
INSERT INTO public.leases VALUES ('lane:12', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635297);
INSERT INTO public.leases VALUES ('lane:13', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635299);
INSERT INTO public.leases VALUES ('lane:14', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635301);
INSERT INTO public.leases VALUES ('lane:15', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635304);
INSERT INTO public.leases VALUES ('lane:16', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635306);
INSERT INTO public.leases VALUES ('lane:17', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635308);
INSERT INTO public.leases VALUES ('lane:18', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635310);
INSERT INTO public.leases VALUES ('lane:19', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635313);
INSERT INTO public.leases VALUES ('lane:2', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635315);
INSERT INTO public.leases VALUES ('lane:20', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635317);
INSERT INTO public.leases VALUES ('lane:21', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635319);
INSERT INTO public.leases VALUES ('lane:22', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635322);
INSERT INTO public.leases VALUES ('lane:23', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635324);
INSERT INTO public.leases VALUES ('lane:24', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635326);
INSERT INTO public.leases VALUES ('lane:25', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635329);
INSERT INTO public.leases VALUES ('lane:26', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635331);
INSERT INTO public.leases VALUES ('lane:27', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635333);
INSERT INTO public.leases VALUES ('lane:28', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635335);
INSERT INTO public.leases VALUES ('lane:29', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635338);
INSERT INTO public.leases VALUES ('lane:3', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635561);
INSERT INTO public.leases VALUES ('lane:30', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635567);
INSERT INTO public.leases VALUES ('lane:31', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635571);
INSERT INTO public.leases VALUES ('lane:32', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635575);
INSERT INTO public.leases VALUES ('lane:33', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635579);
INSERT INTO public.leases VALUES ('lane:34', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635583);
INSERT INTO public.leases VALUES ('lane:35', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635587);
INSERT INTO public.leases VALUES ('lane:36', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635594);
INSERT INTO public.leases VALUES ('lane:37', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635598);
INSERT INTO public.leases VALUES ('lane:38', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635602);
INSERT INTO public.leases VALUES ('lane:39', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635605);
INSERT INTO public.leases VALUES ('lane:4', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635609);
INSERT INTO public.leases VALUES ('lane:40', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635612);
INSERT INTO public.leases VALUES ('lane:41', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635616);
INSERT INTO public.leases VALUES ('lane:42', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635620);
INSERT INTO public.leases VALUES ('lane:43', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635624);
INSERT INTO public.leases VALUES ('lane:44', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635628);
INSERT INTO public.leases VALUES ('lane:45', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635632);
INSERT INTO public.leases VALUES ('lane:46', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635636);
INSERT INTO public.leases VALUES ('lane:47', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635640);
INSERT INTO public.leases VALUES ('lane:48', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635644);
INSERT INTO public.leases VALUES ('lane:49', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635648);
INSERT INTO public.leases VALUES ('lane:5', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635652);
INSERT INTO public.leases VALUES ('lane:50', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635659);
INSERT INTO public.leases VALUES ('lane:51', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635663);
INSERT INTO public.leases VALUES ('lane:52', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635667);
INSERT INTO public.leases VALUES ('lane:53', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635671);
INSERT INTO public.leases VALUES ('lane:54', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635675);
INSERT INTO public.leases VALUES ('lane:55', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635679);
INSERT INTO public.leases VALUES ('lane:56', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635682);
INSERT INTO public.leases VALUES ('lane:57', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635686);
INSERT INTO public.leases VALUES ('lane:58', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635690);
INSERT INTO public.leases VALUES ('lane:59', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635695);
INSERT INTO public.leases VALUES ('lane:6', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635698);
INSERT INTO public.leases VALUES ('lane:60', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635702);
INSERT INTO public.leases VALUES ('lane:61', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635705);
INSERT INTO public.leases VALUES ('lane:62', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635708);
INSERT INTO public.leases VALUES ('lane:63', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635712);
INSERT INTO public.leases VALUES ('lane:7', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635720);
INSERT INTO public.leases VALUES ('lane:8', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635724);
INSERT INTO public.leases VALUES ('lane:9', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635728);
INSERT INTO public.leases VALUES ('node:01a2065f-53b2-7e76-a871-f9a0b947f8b8', '01a2065f-53b2-7e76-a871-f9a0b947f8b8', 1, 1795403241635732);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (1, '01a2065f-54ce-7495-b5d4-e07e5292b9b3', '01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54b0-772a-8367-bd5a9444305c', 1, 2, 'in', 'public', 'text', '/start', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}]}', 0, 'contact', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, '5:43', NULL, NULL, NULL, NULL, NULL, '01a2065f-54c5-7121-8ab7-48b0f4285e73', NULL, 1795403240000000, 1795403240642707, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (2, '01a2065f-54cf-75d5-99e9-dbea976215cd', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 1, 2, 'in', 'public', 'text', '/start spring_sale', '{"kind":"","entities":[{"type":"command","offset":0,"length":6}],"lead":{"source":"start","payload":"spring_sale"}}', 0, 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, '1:42', NULL, NULL, NULL, NULL, NULL, '01a2065f-54c6-779c-ad23-11230f0193da', NULL, 1795403240000000, 1795403240643107, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (4, '01a2065f-54d7-7087-a0b6-7c76e59c7cd4', '01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54b0-772a-8367-bd5a9444305c', 2, 3, 'in', 'public', 'text', '订单 order 2002, please', NULL, 0, 'contact', '01a2065f-54ce-742a-8fb1-cf1982bb8079', NULL, NULL, '6:43', NULL, NULL, NULL, NULL, NULL, '01a2065f-54d4-7478-8f8b-a7add4ba73b8', NULL, 1795403240000000, 1795403240660277, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (5, '01a2065f-54d9-7449-970f-6b5b9b4a3fb1', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 3, 4, 'in', 'public', 'image', '看这里', NULL, 1, 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, '3:42', NULL, NULL, NULL, NULL, NULL, '01a2065f-54d7-7b6a-9cf7-8085a575ba34', NULL, 1795403240000000, 1795403240663713, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (6, '01a2065f-54e2-7c2f-8ed9-a84b7868ff75', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 4, 5, 'in', 'public', 'location', '[location] 31.230000, 121.470000', '{"kind":"","location":{"latitude":31.23,"longitude":121.47}}', 0, 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, '4:42', NULL, NULL, NULL, NULL, NULL, '01a2065f-54dd-700f-af9e-8539cb8083d8', NULL, 1795403240000000, 1795403240668979, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (3, '01a2065f-54d5-75dd-8e8c-f7ad563a069a', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 2, 3, 'in', 'public', 'text', '我的订单 1001 还没有发货', NULL, 0, 'contact', '01a2065f-54cf-758e-b77a-6656d4860034', NULL, NULL, '2:42', NULL, NULL, NULL, NULL, NULL, '01a2065f-54d4-7054-bcdd-1c934f51ca70', NULL, 1795403240000000, 1795403240659996, 1795403240000000, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (7, '01a2065f-5507-71d7-b49b-5faa831cf028', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 5, 9, 'out', 'public', 'text', '您好！0', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'a', 'cee78e68ae34028a0374975c96621c44', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795403240708173, 1795403240708173, 1795403240738642, NULL, '{"kind":"edit","state":"failed","rev":11,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (8, '01a2065f-5537-7b8d-9d24-baf1f5b5449d', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 6, 13, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795403240756121, 1795403240756121, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (9, '01a2065f-5543-7378-a8e0-45113ec4449e', '01a2065f-54cf-75bb-85dc-18ed7f9d4ea4', '01a2065f-54cf-75a0-b7f2-b6003e512b83', '01a2065f-54b0-772a-8367-bd5a9444305c', 7, 14, 'out', 'public', 'text', 'in doubt', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'd', 'f2389d5753dda85fd08689625b869c3b', NULL, NULL, NULL, 'in_doubt', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, NULL, 1795403240769267, 1795403240769267, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (10, '01a2065f-555c-7809-9094-f3e7ae9df16d', '01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54b0-772a-8367-bd5a9444305c', 3, 5, 'out', 'public', 'text', '您好！1', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'a', '4b8a466437dfd49927df676c7671bc29', NULL, NULL, NULL, 'sent', NULL, NULL, NULL, NULL, 1795403240794846, 1795403240794846, 1795403240823580, NULL, '{"kind":"edit","state":"failed","rev":7,"error":{"class":"rejected","code":"telegram.edit_refused","text":"Telegram does not let the bot change this message"}}');
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (11, '01a2065f-5590-72a4-b9ed-a8e417ca07c3', '01a2065f-54ce-7464-bba8-656091f31c01', '01a2065f-54ce-7439-99fb-ce8b525031bd', '01a2065f-54b0-772a-8367-bd5a9444305c', 4, 9, 'out', 'note', 'text', 'a note', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'n', '15822dfddf463cf81e6247b1328cf700', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795403240844993, 1795403240844993, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (12, '01a2065f-55de-7ba3-ba3f-8f6c080bb7f6', '01a2065f-55de-7b78-996b-3cf83fae2f64', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 1, 2, 'in', 'public', 'file', '这张桌子有货吗', '{"kind":"","extra":{"page":{"url":"https://shop.example.com/tables","title":"餐桌"}}}', 1, 'contact', '01a2065f-55de-7b64-9bce-efa6827e889c', NULL, NULL, '01a2065f-55d4-77f9-b007-835abd8676d8:1', NULL, NULL, NULL, NULL, NULL, '01a2065f-55dd-7025-928f-a637dab94a56', 2, 1795403240924072, 1795403240925009, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (13, '01a2065f-55f6-7ca9-9ce1-866b2c3781fc', '01a2065f-55de-7b78-996b-3cf83fae2f64', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 2, 4, 'out', 'public', 'text', '有的', NULL, 0, 'agent', '01a2065f-5341-7ef9-813a-fb6aaed4a8f1', 'a', '0c9be3546ffa6d079cf356b2239cd514', '01a2065f-55f6-7ca9-9ce1-866b2c3781fc', NULL, NULL, 'read', NULL, NULL, NULL, 4, 1795403240949033, 1795403240949033, NULL, NULL, NULL);
INSERT INTO public.messages OVERRIDING SYSTEM VALUE VALUES (14, '01a2065f-560e-7938-a5b8-c5ae1e2f7ba5', '01a2065f-560e-7922-8a3b-60e27455c083', '01a2065f-5600-76e0-b117-9a257878b094', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 1, 2, 'in', 'public', 'text', '我想退货', NULL, 0, 'contact', '01a2065f-5605-7c3a-b768-488a9b866c9c', NULL, NULL, '01a2065f-5600-76df-901c-8ba4e3cc34d6:1', NULL, NULL, NULL, NULL, NULL, '01a2065f-560c-7879-b375-bcec2002e3a9', 2, 1795403240972523, 1795403240972555, NULL, NULL, NULL);
INSERT INTO public.parts VALUES ('01a2065f-5507-7353-b7c0-5858e9d994f0', '01a2065f-5507-71d7-b49b-5faa831cf028', 0, '01a2065f-54b0-772a-8367-bd5a9444305c', '{"id":"01a2065f-5507-7353-b7c0-5858e9d994f0","message_id":"01a2065f-5507-71d7-b49b-5faa831cf028","index":0,"key":"01a2065f-5507-7353-b7c0-5858e9d994f0","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"您好！0"}}', 'sent', 1, '7:42', NULL, NULL, NULL, 1795403240000000, 1795403240727173);
INSERT INTO public.parts VALUES ('01a2065f-5543-73c1-8861-86f4b9add77c', '01a2065f-5543-7378-a8e0-45113ec4449e', 0, '01a2065f-54b0-772a-8367-bd5a9444305c', '{"id":"01a2065f-5543-73c1-8861-86f4b9add77c","message_id":"01a2065f-5543-7378-a8e0-45113ec4449e","index":0,"key":"01a2065f-5543-73c1-8861-86f4b9add77c","to":{"external_id":"42","name":"小明 王","kind":"person"},"content":{"kind":"text","text":"in doubt"}}', 'in_doubt', 1, NULL, 'uncertain', 'telegram.no_answer', 'the connection ended before Telegram answered; the message may have arrived, look into the chat before sending it again', NULL, 1795403240784795);
INSERT INTO public.parts VALUES ('01a2065f-555c-7838-ad47-6604ef0738e9', '01a2065f-555c-7809-9094-f3e7ae9df16d', 0, '01a2065f-54b0-772a-8367-bd5a9444305c', '{"id":"01a2065f-555c-7838-ad47-6604ef0738e9","message_id":"01a2065f-555c-7809-9094-f3e7ae9df16d","index":0,"key":"01a2065f-555c-7838-ad47-6604ef0738e9","to":{"external_id":"43","name":"Anna Schmidt","kind":"person"},"content":{"kind":"text","text":"您好！1"}}', 'sent', 1, '9:43', NULL, NULL, NULL, 1795403240000000, 1795403240811804);
INSERT INTO public.raws VALUES ('01a2065f-54c4-7257-bddc-43c2815bc65f', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030382c226d657373616765223a226e6f7420776861742061206d657373616765206973227d', NULL, 'failed', 'read telegram update 700000008: message: expected an object, got string', 1, 1795403240643352);
INSERT INTO public.raws VALUES ('01a2065f-54c5-7121-8ab7-48b0f4285e73', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030362c226d657373616765223a7b226d6573736167655f6964223a352c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c2274657874223a222f7374617274222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795403240642707);
INSERT INTO public.raws VALUES ('01a2065f-54c6-779c-ad23-11230f0193da', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030312c226d657373616765223a7b226d6573736167655f6964223a312c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c2274657874223a222f737461727420737072696e675f73616c65222c22656e746974696573223a5b7b2274797065223a22626f745f636f6d6d616e64222c226f6666736574223a302c226c656e677468223a367d5d7d7d', NULL, 'done', NULL, 1, 1795403240643107);
INSERT INTO public.raws VALUES ('01a2065f-54d4-7054-bcdd-1c934f51ca70', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030322c226d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c2274657874223a22e68891e79a84e8aea2e58d95e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795403240659996);
INSERT INTO public.raws VALUES ('01a2065f-54d4-7478-8f8b-a7add4ba73b8', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030372c226d657373616765223a7b226d6573736167655f6964223a362c2266726f6d223a7b226964223a34332c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c226c616e67756167655f636f6465223a226465227d2c2263686174223a7b226964223a34332c2266697273745f6e616d65223a22416e6e61222c226c6173745f6e616d65223a225363686d696474222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c2274657874223a22e8aea2e58d95206f7264657220323030322c20706c65617365227d7d', NULL, 'done', NULL, 1, 1795403240660277);
INSERT INTO public.raws VALUES ('01a2065f-54d7-7b6a-9cf7-8085a575ba34', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030332c226d657373616765223a7b226d6573736167655f6964223a332c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c2270686f746f223a5b7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b2d73222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a39302c22686569676874223a36372c2266696c655f73697a65223a31327d2c7b2266696c655f6964223a22416741434167494141414141414164627a5255414141414141414141415145746e464f6f6b6d446b222c2266696c655f756e697175655f6964223a22415141444153326355366953594f526f222c227769647468223a313238302c22686569676874223a3936302c2266696c655f73697a65223a31327d5d2c2263617074696f6e223a22e79c8be8bf99e9878c227d7d', NULL, 'done', NULL, 1, 1795403240663713);
INSERT INTO public.raws VALUES ('01a2065f-54dd-700f-af9e-8539cb8083d8', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030342c226d657373616765223a7b226d6573736167655f6964223a342c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c226c6f636174696f6e223a7b226c61746974756465223a33312e32332c226c6f6e676974756465223a3132312e34377d7d7d', NULL, 'done', NULL, 1, 1795403240668979);
INSERT INTO public.raws VALUES ('01a2065f-54e7-7612-8645-076400a22a94', '01a2065f-54b0-772a-8367-bd5a9444305c', 'telegram', 'telegram.update', NULL, '\x7b227570646174655f6964223a3730303030303030352c226564697465645f6d657373616765223a7b226d6573736167655f6964223a322c2266726f6d223a7b226964223a34322c2269735f626f74223a66616c73652c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c226c616e67756167655f636f6465223a227a68227d2c2263686174223a7b226964223a34322c2266697273745f6e616d65223a22e5b08fe6988e222c226c6173745f6e616d65223a22e78e8b222c22757365726e616d65223a227869616f6d696e67222c2274797065223a2270726976617465227d2c2264617465223a313739353430333234302c22656469745f64617465223a313739353430333234302c2274657874223a22e68891e79a84e8aea2e58d95203130303120e8bf98e6b2a1e69c89e58f91e8b4a7227d7d', NULL, 'done', NULL, 1, 1795403240679375);
INSERT INTO public.raws VALUES ('01a2065f-55dd-7025-928f-a637dab94a56', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'web.message', NULL, '\x7b226964223a2230316132303635662d353564342d373766392d623030372d3833356162643836373664383a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303635662d353564342d373766612d613761342d643264656331396133353663222c226e616d65223a22e8aebfe5aea22033353643222c226c616e6775616765223a227a682d434e227d2c2273656e745f6174223a22323032362d31312d32335430333a30373a32302e3932343037325a222c2274657874223a22e8bf99e5bca0e6a18ce5ad90e69c89e8b4a7e59097222c226d65646961223a5b7b226b696e64223a2266696c65222c226e616d65223a22e5b0bae5afb82e747874222c226d696d65223a22746578742f706c61696e222c2273697a65223a382c22626c6f62223a2232663538386466363466636365366630343461656161323765623735373065666363306665386563343733333863323135386564623763326135383863326362227d5d2c2270616765223a7b2275726c223a2268747470733a2f2f73686f702e6578616d706c652e636f6d2f7461626c6573222c227469746c65223a22e9a490e6a18c227d7d', NULL, 'done', NULL, 1, 1795403240925009);
INSERT INTO public.raws VALUES ('01a2065f-55e7-71f1-8052-5a129e0733fe', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'web.contact', NULL, '\x7b226964223a22633a30316132303635662d353565372d373138302d623766662d313966373665333239353931222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303635662d353564342d373766612d613761342d643264656331396133353663222c226e616d65223a22e69d8ee5b08fe7baa2227d2c2273656e745f6174223a22323032362d31312d32335430333a30373a32302e3933353039395a222c226669656c6473223a7b22656d61696c223a226c69406578616d706c652e636e222c226e616d65223a22e69d8ee5b08fe7baa2227d7d', NULL, 'done', NULL, 1, 1795403240935127);
INSERT INTO public.raws VALUES ('01a2065f-55fc-7013-bc87-2c717d341adb', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'web.read', NULL, '\x7b226964223a22723a30316132303635662d353566622d376566652d386262362d313064643162653565336233222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303635662d353564342d373766612d613761342d643264656331396133353663227d2c2273656e745f6174223a22323032362d31312d32335430333a30373a32302e3935353938335a222c2272656673223a5b2230316132303635662d353566362d376361392d396365312d383636623263333738316663225d7d', NULL, 'done', NULL, 1, 1795403240956005);
INSERT INTO public.raws VALUES ('01a2065f-5603-7bb2-b537-a5669b75ab87', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'web.identify', NULL, '\x7b226964223a22693a30316132303635662d353630332d376231632d383434312d313038386632316265386162222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303635662d353630302d373665302d623131372d396132353738373862303934222c226e616d65223a22e78e8be6988e227d2c2273656e745f6174223a22323032362d31312d32335430333a30373a32302e3936333732395a222c226669656c6473223a7b22757365725f6964223a2234373131227d7d', NULL, 'done', NULL, 1, 1795403240963766);
INSERT INTO public.raws VALUES ('01a2065f-560c-7879-b375-bcec2002e3a9', '01a2065f-55c9-74eb-afec-e4cd5177b19d', 'web', 'web.message', NULL, '\x7b226964223a2230316132303635662d353630302d373664662d393031632d3862613465336363333464363a31222c2276697369746f72223a7b2265787465726e616c5f6964223a2230316132303635662d353630302d373665302d623131372d396132353738373862303934227d2c2273656e745f6174223a22323032362d31312d32335430333a30373a32302e3937323532335a222c2274657874223a22e68891e683b3e98080e8b4a7227d', NULL, 'done', NULL, 1, 1795403240972555);
INSERT INTO public.roles VALUES ('owner', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","contacts.export","contacts.erase","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('admin', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise","contacts.read","contacts.write","contacts.merge","contacts.block","contacts.unmask","contacts.export","contacts.erase","accounts.manage","routing.manage","desk.manage","agents.manage","teams.manage","roles.manage","api_keys.manage","audit.read","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('supervisor', 'all', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block","conversations.supervise","contacts.unmask","routing.manage","desk.manage","raws.manage","jobs.manage"]');
INSERT INTO public.roles VALUES ('agent', 'team', '["conversations.read","conversations.reply","conversations.note","conversations.start","conversations.assign","conversations.transfer","conversations.end","conversations.tag","contacts.read","contacts.write","contacts.merge","contacts.block"]');
INSERT INTO public.roles VALUES ('viewer', 'team', '["conversations.read","contacts.read"]');
INSERT INTO public.search VALUES (1, '''0:start''');
INSERT INTO public.search VALUES (2, '''0:sale'' ''0:spring'' ''0:start''');
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
INSERT INTO public.settings VALUES ('key.fingerprint', 'b4bfbe213d739084');
INSERT INTO public.settings VALUES ('public_url', 'http://127.0.0.1:14053');
INSERT INTO public.settings VALUES ('streams.epoch', '4500c107e744');
INSERT INTO public.settings VALUES ('retention.run', '{"ran_at":"2026-11-23T03:07:20.551703Z","removed":{"raws":0,"failed_raws":0,"traces":0,"messages":0,"conversations":0,"files":0}}');
INSERT INTO public.settings VALUES ('search.indexed', '0');
INSERT INTO public.teams VALUES ('01a2065f-54f6-793f-9efd-116d8bb0f5d4', NULL, '售后', 'skill_group', 1795403240694632, '{"policy":"least_load","dedicated":true,"last":true}');
INSERT INTO public.visitor_proofs VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', '1', '01a2065f-5600-76df-901c-8ba4e3cc34d6', 1795403900000000);
INSERT INTO public.visitor_sessions VALUES ('01a2065f-55d4-77f9-b007-835abd8676d8', '\x050afd06f9a0c711836fff334d0f689948b21c2fa7106d617c75a133f20ac43f', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-55d4-77fa-a7a4-d2dec19a356c', NULL, 'zh-CN', '{"url":"https://shop.example.com/tables","title":"餐桌"}', 1795403240916506, 1795403240916506, 1810955240916506, '{"count":"2","product":"T-7"}');
INSERT INTO public.visitor_sessions VALUES ('01a2065f-5600-76df-901c-8ba4e3cc34d6', '\xded1578af2101e634b11bf4c2959befffa4dd3efae7119d93a9e80cf01014bd0', '01a2065f-55c9-74eb-afec-e4cd5177b19d', '01a2065f-5600-76e0-b117-9a257878b094', '4711', NULL, NULL, 1795403240960447, 1795403240968263, 1797995240968263, NULL);
INSERT INTO public.visitor_uploads VALUES ('01a2065f-55d9-7af8-83a4-c1e92acbc3e2', '01a2065f-55d4-77f9-b007-835abd8676d8', '2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb', '{"kind":"file","name":"尺寸.txt","mime":"text/plain","size":8,"blob":"2f588df64fcce6f044aeaa27eb7570efcc0fe8ec47338c2158edb7c2a588c2cb"}', true, 1795403240921768);
INSERT INTO public.visitor_users VALUES ('01a2065f-55c9-74eb-afec-e4cd5177b19d', '4711', '01a2065f-5600-76e0-b117-9a257878b094', 1795403240962873);
SELECT pg_catalog.setval('public.contact_stale_pos_seq', 8, true);
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 22, true);
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
CREATE INDEX conversations_answered ON public.conversations USING btree (status, team_id, last_at DESC, id, account_id) WHERE ((ended_at IS NULL) AND (waiting_since IS NULL));
CREATE INDEX conversations_contact ON public.conversations USING btree (contact_id, id);
CREATE INDEX conversations_list ON public.conversations USING btree (status, team_id, last_at, id);
CREATE INDEX conversations_offered ON public.conversations USING btree (offered_id) WHERE (offered_id IS NOT NULL);
CREATE INDEX conversations_offered_team ON public.conversations USING btree (offered_team_id) WHERE (offered_team_id IS NOT NULL);
CREATE UNIQUE INDEX conversations_open ON public.conversations USING btree (account_id, thread) WHERE (ended_at IS NULL);
CREATE INDEX conversations_queue ON public.conversations USING btree (team_id, need, priority DESC, queued_at, id) WHERE ((status = 'queued'::text) AND (NOT unrouted));
CREATE INDEX conversations_thread ON public.conversations USING btree (account_id, thread, id) WHERE (ended_at IS NOT NULL);
CREATE INDEX conversations_unrouted ON public.conversations USING btree (queued_at, id) WHERE unrouted;
CREATE INDEX conversations_waiting ON public.conversations USING btree (status, team_id, waiting_since, id, account_id) WHERE ((ended_at IS NULL) AND (waiting_since IS NOT NULL));
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
