-- A workspace to look around in: Nordwind Systems, a vendor of business software, and its pipeline.
-- Running it again changes nothing. Sign in as alex@outpost.example or mara@outpost.example with outpost-demo.

create extension if not exists pgcrypto with schema extensions;

create or replace function pg_temp.clock_at(moment timestamptz) returns text
language sql stable as $$
  select lpad(floor(extract(epoch from moment) * 1000)::bigint::text, 13, '0') || '-0000-00000000'
$$;

-- Ids of the demo end in the kind and the number of the row.
create or replace function pg_temp.demo_id(kind text, nth bigint) returns uuid
language sql immutable as $$
  select ('018f0000-0000-7000-8000-' || kind || lpad(nth::text, 10, '0'))::uuid
$$;

-- people ----------------------------------------------------------------------------------------------------------

insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
  created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new
)
select
  '00000000-0000-0000-0000-000000000000', id::uuid, 'authenticated', 'authenticated', email,
  extensions.crypt('outpost-demo', extensions.gen_salt('bf')), now(),
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', name),
  now(), now(), '', '', '', ''
from (values
  ('018f0000-0000-7000-8000-a00000000001', 'alex@outpost.example', 'Alex Keller'),
  ('018f0000-0000-7000-8000-a00000000002', 'mara@outpost.example', 'Mara Lindqvist')
) as person (id, email, name)
on conflict (id) do nothing;

insert into auth.identities (provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
select 'email', u.id::text, u.id, jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true), now(), now(), now()
from auth.users as u
where u.email in ('alex@outpost.example', 'mara@outpost.example')
on conflict (provider, provider_id) do nothing;

-- workspace -------------------------------------------------------------------------------------------------------

insert into public.workspaces (id, name, created_by)
values ('018f0000-0000-7000-8000-000000000001', 'Nordwind Systems', '018f0000-0000-7000-8000-a00000000001')
on conflict (id) do nothing;

insert into public.workspace_members (id, workspace_id, user_id, role)
values
  ('d36aa6cf-c07c-5550-90d4-8323ae672b97', '018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-a00000000001', 'admin'),
  ('f130a3d8-15f4-5b39-a941-e5832f2733ca', '018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-a00000000002', 'member')
on conflict (id) do nothing;

-- boards ----------------------------------------------------------------------------------------------------------

insert into public.boards (id, workspace_id, name, record_type, created_by)
values
  ('018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-000000000001', 'Sales pipeline', 'deal', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-000000000001', 'Partners', 'company', '018f0000-0000-7000-8000-a00000000001')
on conflict (id) do nothing;

insert into public.board_stages (id, board_id, name, position, stage_type, probability)
values
  ('018f0000-0000-7000-8000-510000000001', '018f0000-0000-7000-8000-b00000000001', 'Lead', 1024, 'open', 10),
  ('018f0000-0000-7000-8000-510000000002', '018f0000-0000-7000-8000-b00000000001', 'Qualified', 2048, 'open', 25),
  ('018f0000-0000-7000-8000-510000000003', '018f0000-0000-7000-8000-b00000000001', 'Proposal', 3072, 'open', 50),
  ('018f0000-0000-7000-8000-510000000004', '018f0000-0000-7000-8000-b00000000001', 'Negotiation', 4096, 'open', 75),
  ('018f0000-0000-7000-8000-510000000005', '018f0000-0000-7000-8000-b00000000001', 'Won', 5120, 'won', 100),
  ('018f0000-0000-7000-8000-510000000006', '018f0000-0000-7000-8000-b00000000001', 'Lost', 6144, 'lost', 0),
  ('018f0000-0000-7000-8000-520000000001', '018f0000-0000-7000-8000-b00000000002', 'Scouting', 1024, 'open', null),
  ('018f0000-0000-7000-8000-520000000002', '018f0000-0000-7000-8000-b00000000002', 'In talks', 2048, 'open', null),
  ('018f0000-0000-7000-8000-520000000003', '018f0000-0000-7000-8000-b00000000002', 'Agreement', 3072, 'open', null),
  ('018f0000-0000-7000-8000-520000000004', '018f0000-0000-7000-8000-b00000000002', 'Active', 4096, 'won', null),
  ('018f0000-0000-7000-8000-520000000005', '018f0000-0000-7000-8000-b00000000002', 'Ended', 5120, 'lost', null)
on conflict (id) do nothing;

-- custom fields ---------------------------------------------------------------------------------------------------

insert into public.custom_fields (id, workspace_id, record_type, name, key, type, config, searchable)
select id::uuid, '018f0000-0000-7000-8000-000000000001', record_type, name, key, type, config::jsonb, searchable
from (values
  ('018f0000-0000-7000-8000-f00000000001', 'deal', 'Procurement', 'procurement', 'select', '{"options": ["Direct", "Framework", "Tender"]}', true),
  ('018f0000-0000-7000-8000-f00000000002', 'deal', 'Contract months', 'contract_months', 'number', '{"min": 1, "max": 120}', false),
  ('018f0000-0000-7000-8000-f00000000003', 'company', 'Tier', 'tier', 'select', '{"options": ["A", "B", "C"]}', false),
  ('018f0000-0000-7000-8000-f00000000004', 'contact', 'Profile', 'profile', 'url', '{}', false)
) as field (id, record_type, name, key, type, config, searchable)
on conflict (id) do nothing;

-- companies -------------------------------------------------------------------------------------------------------

insert into public.companies (id, workspace_id, name, domain, industry, size, parent_id, owner_id, created_by)
select
  id::uuid, '018f0000-0000-7000-8000-000000000001', name, slug || '.example', industry, size, parent_id::uuid, owner_id::uuid, owner_id::uuid
from (values
  ('018f0000-0000-7000-8000-c00000000001', 'Halberg Maschinenbau', 'halberg', 'Manufacturing', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000002', 'Halberg Antriebstechnik', 'halberg-antriebe', 'Manufacturing', '201-1,000', '018f0000-0000-7000-8000-c00000000001', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000003', 'Voss & Söhne Logistik', 'voss-logistik', 'Logistics', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000004', 'Lumen Retail Group', 'lumenretail', 'Retail', 'over 5,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000005', 'Kestrel Avionics', 'kestrelavionics', 'Aerospace', '201-1,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000006', 'Fjordkraft Energi', 'fjordkraft-energi', 'Energy', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000007', 'Bergmann Versicherung', 'bergmann-vers', 'Insurance', 'over 5,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000008', 'Atelier Moreau', 'atelier-moreau', 'Design', '11-50', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000009', 'Cassia Pharma', 'cassiapharma', 'Pharmaceuticals', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000010', 'Tidewater Shipping', 'tidewatershipping', 'Logistics', '201-1,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000011', 'Novák Strojírna', 'novak-strojirna', 'Manufacturing', '51-200', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000012', 'Greystone Legal', 'greystonelegal', 'Legal services', '51-200', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000013', 'Alpenrind Molkerei', 'alpenrind', 'Food and beverages', '201-1,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000014', 'Quantia Analytics', 'quantia', 'Software', '51-200', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000015', 'Sørensen Byg', 'sorensenbyg', 'Construction', '201-1,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000016', 'Polder Water', 'polderwater', 'Utilities', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000017', 'Iberluz Solar', 'iberluz', 'Energy', '51-200', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000018', 'Northgate Hospitals', 'northgatehospitals', 'Health care', 'over 5,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000019', 'Rossi Ceramiche', 'rossiceramiche', 'Manufacturing', '51-200', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000020', 'Brightline Schools', 'brightlineschools', 'Education', '201-1,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000021', 'Kauppinen Oy', 'kauppinen', 'Wholesale', '51-200', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000022', 'Helvetia Präzision', 'helvetia-praezision', 'Manufacturing', '201-1,000', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000023', 'Meridian Hotels', 'meridianhotels', 'Hospitality', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000024', 'Tallinn Data Works', 'tallinndata', 'Software', '11-50', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000025', 'Cobalt Mobility', 'cobaltmobility', 'Automotive', '1,001-5,000', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000026', 'Wren & Partners', 'wrenpartners', 'Consulting', '11-50', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000027', 'Zielona Farma', 'zielonafarma', 'Agriculture', '51-200', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000028', 'Dockside Systems', 'docksidesystems', 'IT services', '51-200', null, '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-c00000000029', 'Lindholm Integration', 'lindholm-integration', 'IT services', '11-50', null, '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-c00000000030', 'Ponte Cloud', 'pontecloud', 'IT services', '51-200', null, '018f0000-0000-7000-8000-a00000000001')
) as company (id, name, slug, industry, size, parent_id, owner_id)
on conflict (id) do nothing;

-- contacts --------------------------------------------------------------------------------------------------------

insert into public.contacts (id, workspace_id, name, email, phone, title, company_id, tags, owner_id, created_by)
select
  contact.id::uuid, '018f0000-0000-7000-8000-000000000001', contact.name, email, phone, title, company.id,
  coalesce(string_to_array(nullif(tags, ''), ', '), '{}'), company.owner_id, company.owner_id
from (values
  ('018f0000-0000-7000-8000-cc0000000001', 'Katrin Halberg', 'katrin.halberg@halberg.example', '+49 30 23125 010', 'Managing director', '018f0000-0000-7000-8000-c00000000001', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000002', 'Jürgen Pohl', 'juergen.pohl@halberg.example', '+49 30 23125 011', 'Head of IT', '018f0000-0000-7000-8000-c00000000001', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000003', 'Sabine Reuter', 'sabine.reuter@halberg.example', '+49 30 23125 012', 'Purchasing', '018f0000-0000-7000-8000-c00000000001', ''),
  ('018f0000-0000-7000-8000-cc0000000004', 'Dieter Lang', 'dieter.lang@halberg-antriebe.example', '+49 30 23125 013', 'Plant manager', '018f0000-0000-7000-8000-c00000000002', ''),
  ('018f0000-0000-7000-8000-cc0000000005', 'Friederike Voss', 'friederike.voss@voss-logistik.example', '+49 30 23125 014', 'Chief operating officer', '018f0000-0000-7000-8000-c00000000003', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000006', 'Emre Yıldız', 'emre.yildiz@voss-logistik.example', '+49 30 23125 015', 'Fleet systems lead', '018f0000-0000-7000-8000-c00000000003', 'technical, champion'),
  ('018f0000-0000-7000-8000-cc0000000007', 'Claire Donnelly', 'claire.donnelly@lumenretail.example', '+44 20 7946 0016', 'Chief information officer', '018f0000-0000-7000-8000-c00000000004', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000008', 'Tom Ashworth', 'tom.ashworth@lumenretail.example', '+44 20 7946 0017', 'Store operations', '018f0000-0000-7000-8000-c00000000004', ''),
  ('018f0000-0000-7000-8000-cc0000000009', 'Priya Raman', 'priya.raman@lumenretail.example', '+44 20 7946 0018', 'Enterprise architect', '018f0000-0000-7000-8000-c00000000004', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000010', 'Gareth Pryce', 'gareth.pryce@kestrelavionics.example', '+44 20 7946 0019', 'Head of engineering data', '018f0000-0000-7000-8000-c00000000005', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000011', 'Helen Marsh', 'helen.marsh@kestrelavionics.example', '+44 20 7946 0020', 'Finance director', '018f0000-0000-7000-8000-c00000000005', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000012', 'Ingrid Solberg', 'ingrid.solberg@fjordkraft-energi.example', '+46 8 465 004 21', 'Digital director', '018f0000-0000-7000-8000-c00000000006', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000013', 'Lars Fredriksen', 'lars.fredriksen@fjordkraft-energi.example', '+46 8 465 004 22', 'Grid operations', '018f0000-0000-7000-8000-c00000000006', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000014', 'Matthias Bergmann', 'matthias.bergmann@bergmann-vers.example', '+49 30 23125 023', 'Board member', '018f0000-0000-7000-8000-c00000000007', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000015', 'Anja Kühn', 'anja.kuehn@bergmann-vers.example', '+49 30 23125 024', 'Claims process owner', '018f0000-0000-7000-8000-c00000000007', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000016', 'Robert Seidel', 'robert.seidel@bergmann-vers.example', '+49 30 23125 025', 'Security officer', '018f0000-0000-7000-8000-c00000000007', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000017', 'Camille Moreau', 'camille.moreau@atelier-moreau.example', '+33 1 99 00 0026', 'Founder', '018f0000-0000-7000-8000-c00000000008', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000018', 'Dr. Elif Aksoy', 'elif.aksoy@cassiapharma.example', '+49 30 23125 027', 'Quality director', '018f0000-0000-7000-8000-c00000000009', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000019', 'Paul Verbeek', 'paul.verbeek@cassiapharma.example', '+49 30 23125 028', 'Validation lead', '018f0000-0000-7000-8000-c00000000009', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000020', 'Margaret O''Neill', 'margaret.oneill@tidewatershipping.example', '+1 202 555 0029', 'Operations director', '018f0000-0000-7000-8000-c00000000010', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000021', 'Luis Ferrer', 'luis.ferrer@tidewatershipping.example', '+1 202 555 0030', 'Port agent lead', '018f0000-0000-7000-8000-c00000000010', ''),
  ('018f0000-0000-7000-8000-cc0000000022', 'Petr Novák', 'petr.novak@novak-strojirna.example', '+420 601 555 031', 'Owner', '018f0000-0000-7000-8000-c00000000011', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000023', 'Jana Dvořáková', 'jana.dvorakova@novak-strojirna.example', '+420 601 555 032', 'Production planning', '018f0000-0000-7000-8000-c00000000011', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000024', 'Oliver Greystone', 'oliver.greystone@greystonelegal.example', '+44 20 7946 0033', 'Senior partner', '018f0000-0000-7000-8000-c00000000012', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000025', 'Amelia Brooks', 'amelia.brooks@greystonelegal.example', '+44 20 7946 0034', 'Practice manager', '018f0000-0000-7000-8000-c00000000012', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000026', 'Sepp Alber', 'sepp.alber@alpenrind.example', '+43 1 555 0035', 'Dairy director', '018f0000-0000-7000-8000-c00000000013', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000027', 'Vroni Moser', 'vroni.moser@alpenrind.example', '+43 1 555 0036', 'Cold chain lead', '018f0000-0000-7000-8000-c00000000013', ''),
  ('018f0000-0000-7000-8000-cc0000000028', 'Nadia Haddad', 'nadia.haddad@quantia.example', '+33 1 99 00 0037', 'Chief technology officer', '018f0000-0000-7000-8000-c00000000014', 'decision maker, technical'),
  ('018f0000-0000-7000-8000-cc0000000029', 'Mette Sørensen', 'mette.sorensen@sorensenbyg.example', '+45 32 55 0038', 'Chief executive', '018f0000-0000-7000-8000-c00000000015', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000030', 'Jonas Holm', 'jonas.holm@sorensenbyg.example', '+45 32 55 0039', 'Site coordination', '018f0000-0000-7000-8000-c00000000015', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000031', 'Willem de Graaf', 'willem.de.graaf@polderwater.example', '+31 20 555 0040', 'Asset management', '018f0000-0000-7000-8000-c00000000016', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000032', 'Saskia Vermeer', 'saskia.vermeer@polderwater.example', '+31 20 555 0041', 'Chief financial officer', '018f0000-0000-7000-8000-c00000000016', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000033', 'Lucía Ortega', 'lucia.ortega@iberluz.example', '+34 912 555 042', 'Operations lead', '018f0000-0000-7000-8000-c00000000017', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000034', 'Javier Molina', 'javier.molina@iberluz.example', '+34 912 555 043', 'Managing director', '018f0000-0000-7000-8000-c00000000017', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000035', 'Dr. Samuel Adeyemi', 'samuel.adeyemi@northgatehospitals.example', '+44 20 7946 0044', 'Medical director', '018f0000-0000-7000-8000-c00000000018', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000036', 'Ruth Calloway', 'ruth.calloway@northgatehospitals.example', '+44 20 7946 0045', 'Ward systems', '018f0000-0000-7000-8000-c00000000018', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000037', 'Ben Whitfield', 'ben.whitfield@northgatehospitals.example', '+44 20 7946 0046', 'Procurement', '018f0000-0000-7000-8000-c00000000018', ''),
  ('018f0000-0000-7000-8000-cc0000000038', 'Giulia Rossi', 'giulia.rossi@rossiceramiche.example', '+39 02 555 0047', 'Sales director', '018f0000-0000-7000-8000-c00000000019', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000039', 'Marco Bellini', 'marco.bellini@rossiceramiche.example', '+39 02 555 0048', 'IT manager', '018f0000-0000-7000-8000-c00000000019', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000040', 'Hannah Weiss', 'hannah.weiss@brightlineschools.example', '+1 202 555 0049', 'Head of administration', '018f0000-0000-7000-8000-c00000000020', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000041', 'Antti Kauppinen', 'antti.kauppinen@kauppinen.example', '+358 9 555 0050', 'Managing director', '018f0000-0000-7000-8000-c00000000021', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000042', 'Sanna Laine', 'sanna.laine@kauppinen.example', '+358 9 555 0051', 'Warehouse lead', '018f0000-0000-7000-8000-c00000000021', ''),
  ('018f0000-0000-7000-8000-cc0000000043', 'Urs Aebischer', 'urs.aebischer@helvetia-praezision.example', '+41 44 555 0052', 'Head of production', '018f0000-0000-7000-8000-c00000000022', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000044', 'Corinne Favre', 'corinne.favre@helvetia-praezision.example', '+41 44 555 0053', 'Purchasing', '018f0000-0000-7000-8000-c00000000022', ''),
  ('018f0000-0000-7000-8000-cc0000000045', 'Stefano Marchetti', 'stefano.marchetti@meridianhotels.example', '+39 02 555 0054', 'Group revenue manager', '018f0000-0000-7000-8000-c00000000023', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000046', 'Elena Petrova', 'elena.petrova@meridianhotels.example', '+39 02 555 0055', 'Front office systems', '018f0000-0000-7000-8000-c00000000023', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000047', 'Kristjan Tamm', 'kristjan.tamm@tallinndata.example', '+372 555 0056', 'Founder', '018f0000-0000-7000-8000-c00000000024', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000048', 'Anna-Lena Krüger', 'anna-lena.krueger@cobaltmobility.example', '+49 30 23125 057', 'Programme lead', '018f0000-0000-7000-8000-c00000000025', 'champion'),
  ('018f0000-0000-7000-8000-cc0000000049', 'Tobias Hahn', 'tobias.hahn@cobaltmobility.example', '+49 30 23125 058', 'Chief procurement officer', '018f0000-0000-7000-8000-c00000000025', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000050', 'Yuki Tanaka', 'yuki.tanaka@cobaltmobility.example', '+49 30 23125 059', 'Vehicle data architect', '018f0000-0000-7000-8000-c00000000025', 'technical'),
  ('018f0000-0000-7000-8000-cc0000000051', 'Eleanor Wren', 'eleanor.wren@wrenpartners.example', '+44 20 7946 0060', 'Partner', '018f0000-0000-7000-8000-c00000000026', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000052', 'Marta Zielińska', 'marta.zielinska@zielonafarma.example', '+48 22 555 0061', 'Owner', '018f0000-0000-7000-8000-c00000000027', 'decision maker'),
  ('018f0000-0000-7000-8000-cc0000000053', 'Piotr Wójcik', 'piotr.wojcik@zielonafarma.example', '+48 22 555 0062', 'Agronomist', '018f0000-0000-7000-8000-c00000000027', ''),
  ('018f0000-0000-7000-8000-cc0000000054', 'Declan Murphy', 'declan.murphy@docksidesystems.example', '+1 202 555 0063', 'Alliance manager', '018f0000-0000-7000-8000-c00000000028', 'partner'),
  ('018f0000-0000-7000-8000-cc0000000055', 'Grace Kim', 'grace.kim@docksidesystems.example', '+1 202 555 0064', 'Solution architect', '018f0000-0000-7000-8000-c00000000028', 'partner, technical'),
  ('018f0000-0000-7000-8000-cc0000000056', 'Oskar Lindholm', 'oskar.lindholm@lindholm-integration.example', '+46 8 465 004 65', 'Managing director', '018f0000-0000-7000-8000-c00000000029', 'partner'),
  ('018f0000-0000-7000-8000-cc0000000057', 'Freja Nyström', 'freja.nystroem@lindholm-integration.example', '+46 8 465 004 66', 'Consultant', '018f0000-0000-7000-8000-c00000000029', 'partner'),
  ('018f0000-0000-7000-8000-cc0000000058', 'Beatriz Almeida', 'beatriz.almeida@pontecloud.example', '+34 912 555 067', 'Partner lead', '018f0000-0000-7000-8000-c00000000030', 'partner'),
  ('018f0000-0000-7000-8000-cc0000000059', 'Rui Tavares', 'rui.tavares@pontecloud.example', '+34 912 555 068', 'Cloud architect', '018f0000-0000-7000-8000-c00000000030', 'partner, technical'),
  ('018f0000-0000-7000-8000-cc0000000060', 'Inês Costa', 'ines.costa@pontecloud.example', '+34 912 555 069', 'Marketing', '018f0000-0000-7000-8000-c00000000030', 'partner')
) as contact (id, name, email, phone, title, company_id, tags)
join public.companies as company on company.id = contact.company_id::uuid
on conflict (id) do nothing;

-- deals -----------------------------------------------------------------------------------------------------------

-- Deals of different ages. A closed one came into its stage on its close date, an open one some hours ago.
select set_config('outpost.clocks', 'in the row', false);

insert into public.deals (
  id, workspace_id, name, value_cents, currency, stage_id, close_date, primary_contact_id, company_id, owner_id, created_by,
  custom_fields, created_at, clocks
)
select
  id::uuid, '018f0000-0000-7000-8000-000000000001', name, value_cents, currency, stage_id::uuid, current_date + days,
  primary_contact_id::uuid, company_id::uuid, owner_id::uuid, owner_id::uuid,
  case when value_cents >= 20000000 then '{"procurement": "Tender", "contract_months": 36}'::jsonb else '{}' end,
  created_at, jsonb_build_object('*', pg_temp.clock_at(created_at), 'stage_id', pg_temp.clock_at(staged_at))
from (values
  ('018f0000-0000-7000-8000-dd0000000001', 'Plant maintenance rollout', 8600000, 'EUR', '018f0000-0000-7000-8000-510000000001', 74, '018f0000-0000-7000-8000-cc0000000004', '018f0000-0000-7000-8000-c00000000002', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000002', 'Grower portal', 1850000, 'EUR', '018f0000-0000-7000-8000-510000000001', 95, '018f0000-0000-7000-8000-cc0000000052', '018f0000-0000-7000-8000-c00000000027', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000003', 'Ward rota pilot', 4200000, 'GBP', '018f0000-0000-7000-8000-510000000001', 88, '018f0000-0000-7000-8000-cc0000000036', '018f0000-0000-7000-8000-c00000000018', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000004', 'Warehouse scanning', 2740000, 'EUR', '018f0000-0000-7000-8000-510000000001', 69, '018f0000-0000-7000-8000-cc0000000042', '018f0000-0000-7000-8000-c00000000021', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000005', 'Showroom catalogue', 1590000, 'EUR', '018f0000-0000-7000-8000-510000000001', 101, '018f0000-0000-7000-8000-cc0000000038', '018f0000-0000-7000-8000-c00000000019', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000006', 'Student records review', 3800000, 'USD', '018f0000-0000-7000-8000-510000000001', 83, '018f0000-0000-7000-8000-cc0000000040', '018f0000-0000-7000-8000-c00000000020', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000007', 'Matter intake automation', 2450000, 'GBP', '018f0000-0000-7000-8000-510000000001', 64, '018f0000-0000-7000-8000-cc0000000025', '018f0000-0000-7000-8000-c00000000012', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000008', 'Cold chain monitoring', 6100000, 'EUR', '018f0000-0000-7000-8000-510000000001', 110, '018f0000-0000-7000-8000-cc0000000027', '018f0000-0000-7000-8000-c00000000013', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000009', 'Analytics add-on', 980000, 'EUR', '018f0000-0000-7000-8000-510000000001', 58, '018f0000-0000-7000-8000-cc0000000028', '018f0000-0000-7000-8000-c00000000014', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000010', 'Studio workspace', 640000, 'EUR', '018f0000-0000-7000-8000-510000000001', 47, '018f0000-0000-7000-8000-cc0000000017', '018f0000-0000-7000-8000-c00000000008', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000011', 'Fleet telemetry platform', 14800000, 'EUR', '018f0000-0000-7000-8000-510000000002', 55, '018f0000-0000-7000-8000-cc0000000006', '018f0000-0000-7000-8000-c00000000003', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000012', 'Engineering data vault', 13200000, 'GBP', '018f0000-0000-7000-8000-510000000002', 61, '018f0000-0000-7000-8000-cc0000000010', '018f0000-0000-7000-8000-c00000000005', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000013', 'Site coordination suite', 7450000, 'EUR', '018f0000-0000-7000-8000-510000000002', 49, '018f0000-0000-7000-8000-cc0000000030', '018f0000-0000-7000-8000-c00000000015', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000014', 'Asset register renewal', 9700000, 'EUR', '018f0000-0000-7000-8000-510000000002', 66, '018f0000-0000-7000-8000-cc0000000031', '018f0000-0000-7000-8000-c00000000016', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000015', 'Claims intake, phase 1', 18500000, 'EUR', '018f0000-0000-7000-8000-510000000002', 72, '018f0000-0000-7000-8000-cc0000000015', '018f0000-0000-7000-8000-c00000000007', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000016', 'Solar park operations', 5320000, 'EUR', '018f0000-0000-7000-8000-510000000002', 43, '018f0000-0000-7000-8000-cc0000000033', '018f0000-0000-7000-8000-c00000000017', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000017', 'Front office integration', 11800000, 'EUR', '018f0000-0000-7000-8000-510000000002', 58, '018f0000-0000-7000-8000-cc0000000046', '018f0000-0000-7000-8000-c00000000023', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000018', 'Production planning licences', 3480000, 'EUR', '018f0000-0000-7000-8000-510000000002', 39, '018f0000-0000-7000-8000-cc0000000023', '018f0000-0000-7000-8000-c00000000011', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000019', 'Practice management seats', 2990000, 'GBP', '018f0000-0000-7000-8000-510000000002', 36, '018f0000-0000-7000-8000-cc0000000024', '018f0000-0000-7000-8000-c00000000012', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000020', 'Store operations, 240 branches', 31000000, 'GBP', '018f0000-0000-7000-8000-510000000003', 34, '018f0000-0000-7000-8000-cc0000000007', '018f0000-0000-7000-8000-c00000000004', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000021', 'Vehicle data exchange', 26500000, 'EUR', '018f0000-0000-7000-8000-510000000003', 41, '018f0000-0000-7000-8000-cc0000000050', '018f0000-0000-7000-8000-c00000000025', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000022', 'Grid fault desk', 17400000, 'EUR', '018f0000-0000-7000-8000-510000000003', 29, '018f0000-0000-7000-8000-cc0000000013', '018f0000-0000-7000-8000-c00000000006', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000023', 'Validation workbench', 14200000, 'EUR', '018f0000-0000-7000-8000-510000000003', 37, '018f0000-0000-7000-8000-cc0000000019', '018f0000-0000-7000-8000-c00000000009', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000024', 'Port agent console', 8800000, 'USD', '018f0000-0000-7000-8000-510000000003', 26, '018f0000-0000-7000-8000-cc0000000021', '018f0000-0000-7000-8000-c00000000010', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000025', 'Tool room tracking', 5670000, 'EUR', '018f0000-0000-7000-8000-510000000003', 31, '018f0000-0000-7000-8000-cc0000000043', '018f0000-0000-7000-8000-c00000000022', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000026', 'Revenue cockpit', 9250000, 'EUR', '018f0000-0000-7000-8000-510000000003', 45, '018f0000-0000-7000-8000-cc0000000045', '018f0000-0000-7000-8000-c00000000023', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000027', 'Warehouse replenishment', 3120000, 'EUR', '018f0000-0000-7000-8000-510000000003', 22, '018f0000-0000-7000-8000-cc0000000041', '018f0000-0000-7000-8000-c00000000021', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000028', 'Spare parts network', 22800000, 'EUR', '018f0000-0000-7000-8000-510000000004', 16, '018f0000-0000-7000-8000-cc0000000002', '018f0000-0000-7000-8000-c00000000001', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000029', 'Claims core, 1,200 seats', 42000000, 'EUR', '018f0000-0000-7000-8000-510000000004', 21, '018f0000-0000-7000-8000-cc0000000014', '018f0000-0000-7000-8000-c00000000007', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000030', 'Supplier onboarding', 19600000, 'EUR', '018f0000-0000-7000-8000-510000000004', 12, '018f0000-0000-7000-8000-cc0000000049', '018f0000-0000-7000-8000-c00000000025', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000031', 'Batch release archive', 15800000, 'EUR', '018f0000-0000-7000-8000-510000000004', 18, '018f0000-0000-7000-8000-cc0000000018', '018f0000-0000-7000-8000-c00000000009', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000032', 'Hospital bed board', 20500000, 'GBP', '018f0000-0000-7000-8000-510000000004', 9, '018f0000-0000-7000-8000-cc0000000035', '018f0000-0000-7000-8000-c00000000018', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000033', 'Customs documents', 11200000, 'USD', '018f0000-0000-7000-8000-510000000004', 14, '018f0000-0000-7000-8000-cc0000000020', '018f0000-0000-7000-8000-c00000000010', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000034', 'Dispatch desk', 13400000, 'EUR', '018f0000-0000-7000-8000-510000000005', -6, '018f0000-0000-7000-8000-cc0000000005', '018f0000-0000-7000-8000-c00000000003', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000035', 'Maintenance planner', 9850000, 'EUR', '018f0000-0000-7000-8000-510000000005', -13, '018f0000-0000-7000-8000-cc0000000001', '018f0000-0000-7000-8000-c00000000001', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000036', 'Outage messaging', 7600000, 'EUR', '018f0000-0000-7000-8000-510000000005', -20, '018f0000-0000-7000-8000-cc0000000012', '018f0000-0000-7000-8000-c00000000006', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000037', 'Data warehouse connector', 1420000, 'EUR', '018f0000-0000-7000-8000-510000000005', -9, '018f0000-0000-7000-8000-cc0000000047', '018f0000-0000-7000-8000-c00000000024', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000038', 'Advisory workspace', 1150000, 'GBP', '018f0000-0000-7000-8000-510000000005', -27, '018f0000-0000-7000-8000-cc0000000051', '018f0000-0000-7000-8000-c00000000026', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000039', 'Pump telemetry', 8300000, 'EUR', '018f0000-0000-7000-8000-510000000005', -34, '018f0000-0000-7000-8000-cc0000000032', '018f0000-0000-7000-8000-c00000000016', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000040', 'Machine park, 3 years', 12100000, 'EUR', '018f0000-0000-7000-8000-510000000005', -41, '018f0000-0000-7000-8000-cc0000000044', '018f0000-0000-7000-8000-c00000000022', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000041', 'Retail loyalty engine', 24000000, 'GBP', '018f0000-0000-7000-8000-510000000006', -15, '018f0000-0000-7000-8000-cc0000000008', '018f0000-0000-7000-8000-c00000000004', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000042', 'Flight test archive', 8900000, 'GBP', '018f0000-0000-7000-8000-510000000006', -22, '018f0000-0000-7000-8000-cc0000000011', '018f0000-0000-7000-8000-c00000000005', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000043', 'Campus licence', 6400000, 'USD', '018f0000-0000-7000-8000-510000000006', -30, '018f0000-0000-7000-8000-cc0000000040', '018f0000-0000-7000-8000-c00000000020', '018f0000-0000-7000-8000-a00000000001'),
  ('018f0000-0000-7000-8000-dd0000000044', 'Milk route planning', 4700000, 'EUR', '018f0000-0000-7000-8000-510000000006', -11, '018f0000-0000-7000-8000-cc0000000026', '018f0000-0000-7000-8000-c00000000013', '018f0000-0000-7000-8000-a00000000002'),
  ('018f0000-0000-7000-8000-dd0000000045', 'Tile configurator', 2230000, 'EUR', '018f0000-0000-7000-8000-510000000006', -38, '018f0000-0000-7000-8000-cc0000000039', '018f0000-0000-7000-8000-c00000000019', '018f0000-0000-7000-8000-a00000000002')
) as deal (id, name, value_cents, currency, stage_id, days, primary_contact_id, company_id, owner_id)
cross join lateral (
  select now() - make_interval(days => 45 + (value_cents / 300000)::int % 80) as created_at,
    least(now(), now() + make_interval(days => days)) - interval '3 hours' as staged_at
) as moment
on conflict (id) do nothing;

select set_config('outpost.clocks', '', false);

-- cards -----------------------------------------------------------------------------------------------------------
-- Their ids are derived from board and record: v5 with the board as namespace and the record as name. Each goes to
-- the end of its stage, so that the ranks come in the order below.

insert into public.board_cards (id, board_id, stage_id, record_type, record_id)
values
  ('9a12e669-856c-506d-a7a6-dfcd6050ad75', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000001'),
  ('713deb98-1609-5e04-91f7-d4c7024bc433', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000002'),
  ('619ea731-d3db-5c83-a6f9-317125f9306c', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000003'),
  ('5bf0c6b3-9043-5ce3-b9ac-137f7ea1d1f4', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000004'),
  ('4346882f-050f-543f-8ff0-e6e12caf7418', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000005'),
  ('94b6485c-886e-5902-bd9d-6e0113cb158b', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000006'),
  ('d94b3ed2-f57b-5c93-ae18-47d35019eac1', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000007'),
  ('0f921994-656a-56a5-963a-9e466d4981fb', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000008'),
  ('64af4c60-9c18-5d23-989e-5b32a92cc294', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000009'),
  ('acd4b163-7e17-5264-bdc5-5847b5156f78', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000001', 'deal', '018f0000-0000-7000-8000-dd0000000010'),
  ('dee95bae-04c0-556e-9b6e-437bdea89d92', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000011'),
  ('e701f4f4-a48c-590c-9626-9c05766aa45c', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000012'),
  ('07a6d3e4-2604-5736-b2d6-5b84c6be3459', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000013'),
  ('beb5179c-a57e-5dff-a6cb-d2ee1609296b', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000014'),
  ('39d98020-7287-50ba-8310-be130a2936ea', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000015'),
  ('eb50b77f-a748-5529-8ff0-57ba2d929fb4', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000016'),
  ('a4b9c858-6435-5716-9b6e-a02abb45462d', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000017'),
  ('89785594-f7b5-5de4-a16b-91c9fc835465', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000018'),
  ('a3db34fb-ee9f-5b0d-a89d-301942bc1f6e', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000002', 'deal', '018f0000-0000-7000-8000-dd0000000019'),
  ('eb827698-b0c3-57c4-94ab-d89591337574', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000020'),
  ('ed2460cd-aa8c-5949-9a3f-19f5e48eba30', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000021'),
  ('8512adf7-c351-55fb-baa7-251f92af15b5', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000022'),
  ('131afa85-aa2e-5aa8-8d4c-d4cadb6de6dc', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000023'),
  ('9571c908-3d87-5998-ab45-b4f4d7e1067c', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000024'),
  ('f07ff7f6-a1ba-52e6-8dce-5c82e6b20cc1', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000025'),
  ('e12eb1a9-ee0a-572e-aeed-c2c41f94fcdb', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000026'),
  ('9f276c23-1aa5-5cc6-be87-febe00e1f47c', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000003', 'deal', '018f0000-0000-7000-8000-dd0000000027'),
  ('0284f31b-808d-50ff-ae3f-bc926bf889eb', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000028'),
  ('30bb4ea7-8c28-501d-886c-d575600fb1b2', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000029'),
  ('7aa60a6d-22d2-550c-a534-e597275caaf0', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000030'),
  ('477e9f4e-19d8-5a8b-ac44-fe4151348852', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000031'),
  ('3998c7c2-4c21-53cb-92f2-420bf9f458bf', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000032'),
  ('fe3e09f6-66af-5c8d-bd0a-ff71c806d34e', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000004', 'deal', '018f0000-0000-7000-8000-dd0000000033'),
  ('2367394a-fdc0-5abe-8bc6-2116416cdc28', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000034'),
  ('db2977b5-c398-57e1-a89c-cde8441c3165', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000035'),
  ('61f2a7f7-2a41-520f-bac0-4a1e99f87fc6', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000036'),
  ('82216334-7916-567b-b210-62682a4b7489', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000037'),
  ('b7d41555-5d5a-5f7a-abde-2531c638443b', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000038'),
  ('2ed5ce8e-2bd2-5875-89dd-81aa837d6102', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000039'),
  ('60670900-694a-55d7-8b56-57b571b34cba', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000005', 'deal', '018f0000-0000-7000-8000-dd0000000040'),
  ('cecb80bf-eb30-58ec-a00e-cfdabb3e7c39', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000006', 'deal', '018f0000-0000-7000-8000-dd0000000041'),
  ('aa3c117b-b6bb-5d95-b387-c5217c5dcaa0', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000006', 'deal', '018f0000-0000-7000-8000-dd0000000042'),
  ('f219c111-d091-5e5e-97ac-2209fbeeb8f9', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000006', 'deal', '018f0000-0000-7000-8000-dd0000000043'),
  ('25e04d40-d924-5dc8-9a13-9dc056d1d0a3', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000006', 'deal', '018f0000-0000-7000-8000-dd0000000044'),
  ('87599642-e3e4-54bc-8e7c-c6969edd5652', '018f0000-0000-7000-8000-b00000000001', '018f0000-0000-7000-8000-510000000006', 'deal', '018f0000-0000-7000-8000-dd0000000045'),
  ('0843c476-d56f-5c4e-9031-d68a6d3060e8', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000001', 'company', '018f0000-0000-7000-8000-c00000000024'),
  ('6a29a561-7c48-5e7b-8af7-09c74024c304', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000001', 'company', '018f0000-0000-7000-8000-c00000000014'),
  ('02ba1966-40fd-5408-9510-fa3dcb59b8bd', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000002', 'company', '018f0000-0000-7000-8000-c00000000030'),
  ('a941bb7c-4ed4-5c90-8e9e-81598b450432', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000002', 'company', '018f0000-0000-7000-8000-c00000000026'),
  ('815b8ade-97de-5079-b1cf-318cb93f125e', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000003', 'company', '018f0000-0000-7000-8000-c00000000029'),
  ('d838e0f7-1051-5cc4-91b1-935337959549', '018f0000-0000-7000-8000-b00000000002', '018f0000-0000-7000-8000-520000000004', 'company', '018f0000-0000-7000-8000-c00000000028')
on conflict (id) do nothing;

-- people on deals -------------------------------------------------------------------------------------------------

insert into public.deal_contacts (id, deal_id, contact_id, role)
select private.uuid_v5(deal_id::uuid, contact_id), deal_id::uuid, contact_id::uuid, role
from (values
  ('018f0000-0000-7000-8000-dd0000000020', '018f0000-0000-7000-8000-cc0000000008', 'user'),
  ('018f0000-0000-7000-8000-dd0000000020', '018f0000-0000-7000-8000-cc0000000009', 'technical lead'),
  ('018f0000-0000-7000-8000-dd0000000028', '018f0000-0000-7000-8000-cc0000000001', 'decision-maker'),
  ('018f0000-0000-7000-8000-dd0000000028', '018f0000-0000-7000-8000-cc0000000003', 'purchasing'),
  ('018f0000-0000-7000-8000-dd0000000029', '018f0000-0000-7000-8000-cc0000000015', 'champion'),
  ('018f0000-0000-7000-8000-dd0000000029', '018f0000-0000-7000-8000-cc0000000016', 'security'),
  ('018f0000-0000-7000-8000-dd0000000022', '018f0000-0000-7000-8000-cc0000000012', 'decision-maker'),
  ('018f0000-0000-7000-8000-dd0000000023', '018f0000-0000-7000-8000-cc0000000018', 'decision-maker')
) as part (deal_id, contact_id, role)
on conflict (id) do nothing;

-- timeline --------------------------------------------------------------------------------------------------------

insert into public.timeline_entries (id, workspace_id, record_type, record_id, entry_type, author_id, body, happened_at)
select id::uuid, '018f0000-0000-7000-8000-000000000001', 'deal', deal_id::uuid, entry_type, author_id::uuid, body,
  date_trunc('hour', now()) - make_interval(days => days_ago)
from (values
  ('018f0000-0000-7000-8000-ee0000000001', '018f0000-0000-7000-8000-dd0000000029', 'call', '018f0000-0000-7000-8000-a00000000001', 9, 'Matthias wants the claims history migrated before the first office goes live.'),
  ('018f0000-0000-7000-8000-ee0000000002', '018f0000-0000-7000-8000-dd0000000029', 'note', '018f0000-0000-7000-8000-a00000000001', 6, '**Open:** security review with Robert Seidel, then the board on the 14th.'),
  ('018f0000-0000-7000-8000-ee0000000003', '018f0000-0000-7000-8000-dd0000000029', 'email', '018f0000-0000-7000-8000-a00000000001', 2, 'Sent the revised offer for 1,200 seats with the three-year term.'),
  ('018f0000-0000-7000-8000-ee0000000004', '018f0000-0000-7000-8000-dd0000000028', 'meeting', '018f0000-0000-7000-8000-a00000000001', 12, 'Walk through the spare parts network with Katrin Halberg and purchasing.'),
  ('018f0000-0000-7000-8000-ee0000000005', '018f0000-0000-7000-8000-dd0000000020', 'meeting', '018f0000-0000-7000-8000-a00000000001', 15, 'Store operations workshop: 240 branches, pilot in twelve.'),
  ('018f0000-0000-7000-8000-ee0000000006', '018f0000-0000-7000-8000-dd0000000020', 'note', '018f0000-0000-7000-8000-a00000000002', 4, 'Priya asks for the offline behaviour in stores without a network.'),
  ('018f0000-0000-7000-8000-ee0000000007', '018f0000-0000-7000-8000-dd0000000022', 'call', '018f0000-0000-7000-8000-a00000000002', 7, 'Lars confirms the outage data can be read nightly.'),
  ('018f0000-0000-7000-8000-ee0000000008', '018f0000-0000-7000-8000-dd0000000023', 'note', '018f0000-0000-7000-8000-a00000000002', 5, 'Validation plan needs the quality director''s signature.')
) as entry (id, deal_id, entry_type, author_id, days_ago, body)
on conflict (id) do nothing;

-- What happened on the other deals: the number of the deal, what it was, who of the two, and how many days ago.
insert into public.timeline_entries (id, workspace_id, record_type, record_id, entry_type, author_id, body, happened_at)
select pg_temp.demo_id('ef', row_number() over ()), '018f0000-0000-7000-8000-000000000001', 'deal', pg_temp.demo_id('dd', deal), entry_type,
  pg_temp.demo_id('a0', person), body, date_trunc('hour', now()) - make_interval(days => days_ago, hours => deal % 6)
from (values
  (1, 'call', 1, 5, 'Oliver runs four plants and wants the rollout to begin in the smallest one.'),
  (1, 'note', 1, 3, 'Competes with the vendor of their ERP. **What decides:** works on the shop floor without a network.'),
  (2, 'email', 2, 9, 'Sent the short video of the grower portal and three dates for a demo.'),
  (3, 'meeting', 1, 11, 'Ward manager and two nurses tried the rota on a tablet. They found it without help.'),
  (4, 'note', 2, 2, 'Scanning pilot: two gates first, then the cold store. Sanna sends the floor plan.'),
  (5, 'call', 2, 30, 'Showroom opens again in spring, talk in January.'),
  (6, 'email', 1, 26, 'Asked who signs for student data at the three schools.'),
  (7, 'meeting', 1, 8, 'Intake of new matters: today four forms and a fax. They showed us all of them.'),
  (8, 'note', 2, 33, 'Waiting for the budget of the new dairy line.'),
  (9, 'call', 1, 6, 'Wants the add-on for the sales team only, five seats.'),
  (11, 'meeting', 2, 4, 'Telemetry of 420 lorries. Pilot with one depot, data every ten seconds.'),
  (11, 'email', 2, 1, 'Offer for the pilot sent to Dieter and his purchasing.'),
  (12, 'call', 2, 7, 'Security clearance of our people takes three weeks: begin it now.'),
  (13, 'note', 2, 13, 'Site managers want photos in the report. It is on our list for spring.'),
  (14, 'meeting', 1, 10, 'Register has 61,000 assets. Import tried with 5,000: nine minutes.'),
  (15, 'call', 1, 3, 'Phase 1 is intake by mail and portal, phase 2 the phone.'),
  (16, 'note', 2, 28, 'No answer since the trade fair.'),
  (17, 'email', 2, 5, 'Sent the list of interfaces of the front office.'),
  (18, 'call', 2, 17, 'Planner is on leave until the end of the month.'),
  (19, 'meeting', 1, 6, 'Twenty seats now, forty when the second office moves.'),
  (21, 'call', 2, 2, 'Legal has two points on the exchange of vehicle data: retention and sub-processors.'),
  (21, 'note', 2, 1, 'Draft of both clauses is in the folder. Mara sends it on Monday.'),
  (24, 'email', 1, 8, 'Port authority asks for a reference from another harbour.'),
  (25, 'meeting', 1, 9, 'Tool room: 3,400 tools, 200 missing a year. That pays for it.'),
  (26, 'call', 2, 6, 'Wants the cockpit before the season begins in March.'),
  (27, 'note', 2, 12, 'Depends on the scanning pilot next door.'),
  (30, 'meeting', 2, 3, 'Supplier onboarding: walked through with purchasing, no open question left.'),
  (30, 'email', 2, 1, 'Contract sent for signature.'),
  (31, 'call', 2, 4, 'Archive has to be readable for fifteen years. Our export answers it.'),
  (32, 'meeting', 1, 7, 'Bed board tried on ward 4 for a week, all shifts.'),
  (33, 'email', 1, 5, 'Customs documents: price for 12 and 24 months sent.')
) as entry (deal, entry_type, person, days_ago, body)
on conflict (id) do nothing;

-- tasks -----------------------------------------------------------------------------------------------------------

insert into public.tasks (id, workspace_id, record_type, record_id, title, assigned_to, due_date, status, source_entry_id)
select id::uuid, '018f0000-0000-7000-8000-000000000001', 'deal', deal_id::uuid, title, assigned_to::uuid, current_date + days, status, source_entry_id::uuid
from (values
  ('018f0000-0000-7000-8000-7a0000000001', '018f0000-0000-7000-8000-dd0000000029', 'Answer the security questionnaire', '018f0000-0000-7000-8000-a00000000001', 3, 'in_progress', '018f0000-0000-7000-8000-ee0000000002'),
  ('018f0000-0000-7000-8000-7a0000000002', '018f0000-0000-7000-8000-dd0000000029', 'Prepare the board slides', '018f0000-0000-7000-8000-a00000000001', 8, 'open', null),
  ('018f0000-0000-7000-8000-7a0000000003', '018f0000-0000-7000-8000-dd0000000028', 'Send spare parts price list', '018f0000-0000-7000-8000-a00000000001', 1, 'open', '018f0000-0000-7000-8000-ee0000000004'),
  ('018f0000-0000-7000-8000-7a0000000004', '018f0000-0000-7000-8000-dd0000000020', 'Choose the twelve pilot stores', '018f0000-0000-7000-8000-a00000000002', 5, 'open', '018f0000-0000-7000-8000-ee0000000005'),
  ('018f0000-0000-7000-8000-7a0000000005', '018f0000-0000-7000-8000-dd0000000022', 'Ask for a sample of the outage data', '018f0000-0000-7000-8000-a00000000002', -1, 'open', '018f0000-0000-7000-8000-ee0000000007'),
  ('018f0000-0000-7000-8000-7a0000000006', '018f0000-0000-7000-8000-dd0000000023', 'Book the validation workshop', '018f0000-0000-7000-8000-a00000000002', -4, 'done', null)
) as task (id, deal_id, title, assigned_to, days, status, source_entry_id)
on conflict (id) do nothing;

insert into public.tasks (id, workspace_id, record_type, record_id, title, assigned_to, due_date, status)
select pg_temp.demo_id('7b', row_number() over ()), '018f0000-0000-7000-8000-000000000001', 'deal', pg_temp.demo_id('dd', deal), title,
  pg_temp.demo_id('a0', person), current_date + days, status
from (values
  (1, 'Call Oliver about the first plant', 1, 0, 'open'),
  (4, 'Ask for the floor plan of the cold store', 2, 1, 'open'),
  (11, 'Call Dieter about the pilot offer', 2, -2, 'open'),
  (12, 'Start the security clearance', 2, -1, 'open'),
  (15, 'Send the outline of phase 1', 1, 0, 'open'),
  (19, 'Write the offer for twenty seats', 1, -3, 'open'),
  (21, 'Send both clauses to legal', 2, 2, 'open'),
  (24, 'Find a reference at another harbour', 1, 4, 'open'),
  (26, 'Plan the workshop for the season', 2, 9, 'open'),
  (30, 'Check that the contract is signed', 2, 3, 'open'),
  (32, 'Collect what the night shift says', 1, 1, 'open'),
  (33, 'Ask for a decision on 24 months', 1, 6, 'open'),
  (3, 'Thank the ward manager', 1, -8, 'done'),
  (7, 'Bring the four forms into one', 1, 14, 'open')
) as task (deal, title, person, days, status)
on conflict (id) do nothing;
