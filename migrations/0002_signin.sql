-- Sign-in. The first five tables are the library's (better-auth 1.7: its names, its camelCase columns); they lie in a schema
-- of their own so that they never mix with ours. The rest is ours.
create schema signin;
comment on schema signin is 'Accounts, sessions, second factors, API tokens. Read by the sign-in module alone';
grant usage on schema signin to anlan_app;

create table signin."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  username text unique,
  "displayUsername" text,
  "twoFactorEnabled" boolean not null default false,
  last_post_id uuid,
  must_change boolean not null default false
);
comment on table signin."user" is 'Accounts. person.user_id points here; email is made up from the id because the library wants one';
comment on column signin."user".last_post_id is 'Post chosen last: where the next session opens';
comment on column signin."user".must_change is 'The password was set by an administrator and is to be changed by its owner';

create table signin.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references signin."user" (id) on delete cascade,
  "postId" uuid
);
comment on table signin.session is 'Sessions. postId is the post the person acts in; null = the post chosen last';
create index session_user_idx on signin.session ("userId");
create index session_expiry_idx on signin.session ("expiresAt");

create table signin.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references signin."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  constraint account_provider_key unique ("providerId", "accountId")
);
comment on table signin.account is 'Ways to sign in: the password (credential, scrypt hash) or a city single sign-on identity';
create index account_user_idx on signin.account ("userId");

create table signin.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on table signin.verification is 'Short-lived values: second-factor challenges, trusted devices, single sign-on states';
create index verification_identifier_idx on signin.verification (identifier);
create index verification_expiry_idx on signin.verification ("expiresAt");

create table signin."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references signin."user" (id) on delete cascade,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);
comment on table signin."twoFactor" is 'Second factor: TOTP secret and backup codes, both encrypted by the library';
create index two_factor_secret_idx on signin."twoFactor" (secret);
create index two_factor_user_idx on signin."twoFactor" ("userId");

create table signin.failure (
  key text primary key,
  count integer not null,
  since timestamptz not null,
  locked_until timestamptz
);
comment on table signin.failure is 'Failed attempts by account (hash of the name) and by address, and until when each is locked';

create table signin.api_token (
  id uuid primary key,
  name text not null,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  person_id uuid not null references person (id),
  post_id uuid not null references post (id),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table signin.api_token is 'API tokens by SHA-256; what they may do is the post of the owner narrowed to the scopes';
create index api_token_person_idx on signin.api_token (person_id);

grant select, insert, update, delete on signin."user", signin.session, signin.account, signin.verification, signin."twoFactor", signin.failure
  to anlan_app;
grant select, insert, update on signin.api_token to anlan_app;

create index person_name_idx on person (name, id);
create index person_phone_idx on person (phone) where phone is not null;
create index post_path_idx on post (path);
