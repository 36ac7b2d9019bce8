(function ($, Site) {
  Site.behaviors.windmillCookies = {
    attach: function (context) {
      $(context).each(function () {
        var config = {
          apiKey: 'none',
          necessaryCookies: ['mill_session', 'mill_basket_*'],
          text: { title: 'This mill uses cookies', accept: 'Fine' },
          optionalCookies: [
            {
              name: 'analytics',
              label: 'Analytical cookies',
              description: 'Counts which windmills are looked at.',
              cookies: ['_ga', 'mill_count'],
              onAccept: function () { count('send', 'view'); }
            },
            {
              name: 'adverts',
              label: 'Advertising',
              description: 'Shows windmills on other sites.',
              cookies: ['_fbp'],
              thirdPartyCookies: [{ name: 'Millbook', optOutLink: 'https://millbook.example/out' }],
              onRevoke: function () { forget(); }
            }
          ]
        };
        CookieControl.load(config);
      });
    }
  };
})(jQuery, Site);
