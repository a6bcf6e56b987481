// Every page in both languages, themes and sizes: what axe-core says, that nothing is wider than the window, that no
// script fails and nobody else is asked for anything. Writes the screenshots that people look at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, launch, phone, Server, Visitor } from './harness.mjs';

let server;
let browser;
let report;
before(async () => {
  server = await Server.start();
  browser = await launch();
  report = (await server.ask('GET', '/v1/reports?state=in_progress&limit=50')).items.find((each) => each.place?.region);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Page by page: the name of its picture, its path, and who looks at it. */
const publicPages = [
  ['home', () => '/'],
  ['submit', () => '/submit'],
  ['track', () => '/track'],
  ['reports', () => '/reports'],
  ['map', () => '/map'],
  ['report', () => `/reports/${report.id}`],
  ['institutions', () => '/institutions'],
  ['institution', () => `/institutions/${report.institution}`],
  ['about', () => '/about'],
  ['privacy', () => '/privacy'],
  ['dashboard', () => '/dashboard'],
  ['dashboard_institution', () => `/dashboard/institutions/${report.institution}`],
  ['dashboard_region', () => `/dashboard/regions/${report.place.region.slice(0, 2)}`],
  ['dashboard_wall', () => '/dashboard?wall=1'],
  ['proof', () => '/proof'],
  ['sign_in', () => '/sign-in'],
  ['register', () => '/register'],
  ['recover', () => '/recover'],
  ['missing', () => '/no-such-page'],
];

const pagesOfRoles = {
  reporter: [
    ['account', () => '/account'],
    ['account_reports', () => '/account/reports'],
    ['account_data', () => '/account/data'],
  ],
  coordinator: [
    ['desk', () => '/desk'],
    ['desk_report', async (at) => `/desk/${await at.page.evaluate(() => fetch('/v1/worklist?limit=1').then((r) => r.json()).then((list) => list.items[0].id))}`],
    ['desk_templates', () => '/desk/templates'],
  ],
  auditor: [
    ['audit', () => '/audit'],
    ['audit_report', () => `/audit/reports/${report.id}`],
    ['audit_deadlines', () => '/audit/deadlines'],
    ['audit_identities', () => '/audit/identities'],
  ],
  national_admin: [
    ['admin', () => '/admin'],
    ['admin_institutions', () => '/admin/institutions'],
    ['admin_staff', () => '/admin/staff'],
    ['admin_keys', () => '/admin/keys'],
    ['admin_categories', () => '/admin/categories'],
    ['admin_calendar', () => '/admin/calendar'],
    ['admin_policies', () => '/admin/policies'],
    ['admin_retention', () => '/admin/retention'],
  ],
};

/** How a page is looked at: both sizes, and each language in each theme once. */
const looks = [
  { name: 'desk-light-id', size: desk, theme: 'light', english: false },
  { name: 'phone-dark-id', size: phone, theme: 'dark', english: false },
  { name: 'desk-dark-en', size: desk, theme: 'dark', english: true },
  { name: 'phone-light-en', size: phone, theme: 'light', english: true },
];

async function look(visitor, name, path) {
  await visitor.open(path);
  await visitor.shoot(name);
  assert.deepEqual(await visitor.axe(), []);
  assert.equal(await visitor.overflow(), 0, 'the page is wider than its window');
  assert.deepEqual(visitor.faults.splice(0), []);
}

for (const { name, ...options } of looks) {
  test(`${name}: public pages`, async (t) => {
    const visitor = await Visitor.come(browser, server, options);
    for (const [page, path] of publicPages) await t.test(page, async () => look(visitor, `${page}-${name}`, await path(visitor)));
    await visitor.leave();
  });
  for (const [role, pages] of Object.entries(pagesOfRoles)) {
    test(`${name}: pages of a ${role}`, async (t) => {
      const visitor = await Visitor.come(browser, server, options);
      await visitor.signIn(role);
      for (const [page, path] of pages) await t.test(page, async () => look(visitor, `${page}-${name}`, await path(visitor)));
      await visitor.leave();
    });
  }
}

test('pages are readable at 320 pixels and with text of twice the size', async (t) => {
  const visitor = await Visitor.come(browser, server, { size: { width: 320, height: 640 } });
  for (const [page, path] of publicPages) {
    await t.test(page, async () => {
      await visitor.open(await path(visitor));
      assert.equal(await visitor.overflow(), 0, 'at 320 pixels');
      await visitor.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      await visitor.page.setViewportSize(desk);
      assert.equal(await visitor.overflow(), 0, 'with text of twice the size');
      await visitor.page.setViewportSize({ width: 320, height: 640 });
    });
  }
  await visitor.leave();
});
