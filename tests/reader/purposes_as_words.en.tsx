import Link from "next/link";

type Purpose = "strictly-necessary" | "preferences" | "analytics";

const COOKIES: Row[] = [
  { id: "__Host-barn.csrf-token", setBy: "Barn", ttl: "Session", why: "Guards the form", purpose: "strictly-necessary" },
  { id: "consent.v2", setBy: "Barn", ttl: "12 months", why: "Your choices on this page", purpose: "strictly-necessary" },
  { id: "BARN_LOCALE", setBy: "Barn", ttl: "12 months", why: "Language of the pages", purpose: "preferences" },
  { id: "ph_barn_hog", setBy: "Hog", ttl: "12 months", why: "What is clicked", purpose: "analytics" },
];

const SUBPROCESSORS = [
  { id: "cloud", name: "Cloud Barns EMEA SARL", where: "Ireland" },
  { id: "mail", name: "ActiveBarn, LLC (Mail)", where: "United States" },
];

export default function CookieNotice() {
  return (
    <main>
      <h1>Cookie notice</h1>
      <p>We set the cookies below.</p>
      <ul>
        {COOKIES.filter((c) => c.purpose).map((c) => (
          <li key={c.id}><code>{c.id}</code> – {c.setBy}, {c.ttl}. {c.why}.</li>
        ))}
      </ul>
      <h2>Sub-processors</h2>
      <ul>
        {SUBPROCESSORS.map((s) => (
          <li key={s.id}>{s.name} ({s.where})</li>
        ))}
      </ul>
    </main>
  );
}
