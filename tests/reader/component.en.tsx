import { Table } from '@/ui';
type CookieRow = { name: string; purpose: string; expiry: string };
const necessaryCookies: CookieRow[] = [
  { name: 'session', purpose: "Keeps you signed in", expiry: 'Session' },
  { name: 'csrf_token', purpose: 'Protects forms', expiry: 'Session' },
];
const analyticsCookies: CookieRow[] = [{ name: 'ph_<token>_posthog', purpose: 'Product analytics', expiry: '1 year' }] as const;
export default function Page() {
  return (
    <main><h1>Cookies</h1><p>We don't sell data. It's simple.</p>
      <Table rows={necessaryCookies} />
      <Table title="Marketing cookies" rows={[{ name: '_gcl_au', purpose: 'Ads', expiry: '90 days' }]} />
    </main>
  );
}
