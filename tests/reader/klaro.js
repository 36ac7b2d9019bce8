// Consent configuration of a club's site.
var klaroConfig = {
  elementID: 'klaro', mustConsent: false, acceptAll: true,
  translations: { en: { purposes: { analytics: 'Analytics', security: 'Security' } } },
  services: [
    { name: 'matomo', default: true, title: 'Matomo', purposes: ['analytics'],
      cookies: [ [/^_pk_.*$/, '/', 'club.example'], 'piwik_ignore' ],
      callback: function (consent, service) { console.log({ a: [1, 2] }); }, required: false },
    { name: 'login', title: "Sign-in", purposes: ['security'], required: true, cookies: ['club_session'] },
    { name: 'ads', title: `Ads`, purposes: ["advertising"], cookies: ["/^_gcl/", /^(_fbp|_fbc)$/i], },
  ],
};
