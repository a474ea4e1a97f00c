import { createElement as element } from 'react';
import { Body, Container, Head, Heading, Html, Preview, Section, Text } from '@react-email/components';
import { render } from '@react-email/render';
import texts from '../../shared/email/locales/en.json' with { type: 'json' };

/** The nudge as one would write it with react-email: a component for each part, rendered to HTML when it is sent. */
const facts = {
  givenName: 'Alex',
  organisation: 'Contoso',
  helpDesk: 'IT Service Desk',
  phone: '+46 8 123 456',
  helpPage: 'intranet.contoso.com/help',
  verifyPage: 'intranet.contoso.com/sspr',
  methods: 'an email address and a mobile phone',
};
const say = (message) => message.replaceAll(/\{(\w+)\}/gu, (_, name) => facts[name] ?? '');

const font = { fontFamily: "'Segoe UI', -apple-system, Roboto, Helvetica, Arial, sans-serif" };
const paragraph = { ...font, fontSize: 16, lineHeight: '25px', color: '#1f2933' };
const box = { backgroundColor: '#eef4fb', borderRadius: 8, padding: '18px 16px' };

const say1 = (message) => element(Text, { style: paragraph, key: message }, say(message));
const list = (tag, messages) =>
  element(
    tag,
    { style: paragraph },
    messages.map((message) => element('li', { key: message }, say(message))),
  );

function Nudge() {
  const { nudge, register, goodToKnow, check, greeting, address, help, footer } = texts;
  return element(
    Html,
    { lang: 'en', dir: 'ltr' },
    element(Head, null, element('title', null, nudge.title)),
    element(Preview, null, nudge.title),
    element(
      Body,
      { style: { backgroundColor: '#eef1f5' } },
      element(
        Container,
        { style: { backgroundColor: '#ffffff', padding: '0 28px' } },
        element(Section, { style: { backgroundColor: '#0f6cbd', color: '#ffffff' } }, facts.organisation),
        element(Heading, { as: 'h1', style: { ...font, fontSize: 25 } }, nudge.title),
        [greeting.named, nudge.opening, nudge.whyNow].map(say1),
        element(Section, { style: box }, say1(address.type), element(Text, { style: paragraph }, 'aka.ms/ssprsetup')),
        element(Heading, { as: 'h2', style: font }, register.heading),
        list('ol', [register.type, register.signIn, register.addOne, register.done]),
        element(Heading, { as: 'h2', style: font }, goodToKnow.heading),
        list('ul', [goodToKnow.bring, goodToKnow.privacy, goodToKnow.synchronised, goodToKnow.ownPhone]),
        element(
          Section,
          { style: box },
          say1(check.heading),
          list('ul', [check.page, check.call, check.registerPage, check.never, check.noLinks]),
        ),
        [help.questions, footer.notReady, footer.notForYou, footer.sender].map(say1),
      ),
    ),
  );
}

export const write = () => render(element(Nudge));
