// What people wrote in Markdown. No HTML of theirs is drawn, links leave through the shell, and pictures are not loaded:
// reading a note never tells anybody that it was read.
import { memo, type ComponentProps, type MouseEvent } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { openLink } from './open-link.ts';

const PLUGINS = [remarkGfm];

function Link({ href, children }: ComponentProps<'a'>) {
  if (!href || !/^(?:https?|mailto|tel):/iu.test(href)) return <>{children}</>;
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    void openLink(href);
  };
  return (
    <a href={href} title={href} onClick={follow} className="text-accent underline underline-offset-3">
      {children}
    </a>
  );
}

const Picture = ({ alt, src }: ComponentProps<'img'>) =>
  typeof src === 'string' ? (
    <Link href={src}>{alt === '' || alt === undefined ? src : alt}</Link>
  ) : (
    <>{alt}</>
  );

/** Headings of a note are not those of the page. */
const Heading = ({ children }: ComponentProps<'h1'>) => <p className="font-semibold">{children}</p>;

const COMPONENTS = {
  a: Link,
  img: Picture,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
} as const;

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown min-w-0 break-words select-text">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
});
