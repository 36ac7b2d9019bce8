import 'https://cdn.example/cookieconsent.umd.js';
CookieConsent.run({
  categories: {
    necessary: { enabled: true, readOnly: true },
    analytics: { autoClear: { cookies: [ { name: /^_ga/ }, { name: '_gid' } ] } },
    ads: {}
  },
  language: { default: 'en', translations: { en: {
    consentModal: { title: 'We use cookies', description: 'See <a href="/c">more</a>' },
    preferencesModal: { sections: [
      { title: 'Strictly necessary cookies', linkedCategory: 'necessary',
        cookieTable: { headers: { name: 'Cookie', expiration: 'Expiration', desc: 'Description' },
          body: [ { name: 'cc_cookie', expiration: '6 months', desc: 'Stores the cookie preferences' },
                  { name: 'club_session', expiration: 'Session', desc: 'Sign-in' } ] } },
      { title: 'Advertisement', linkedCategory: 'ads',
        cookieTable: { headers: { name: 'Cookie', domain: 'Domain' }, body: [ { name: 'IDE', domain: 'doubleclick.net' } ] } },
    ] } } } }
});
