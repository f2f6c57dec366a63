import { Scene } from "@/app/_home/scene";
import { ArrowRightIcon } from "@/components/ui/icons/arrow-right";

const STEPS = [
  {
    title: "Register by email",
    text: "Enter your address. You get a link by mail that works once, for a short time.",
    scene: "register",
  },
  {
    title: "Bind a passkey",
    text: "Open the link and confirm. Your browser makes a key pair and keeps the private half.",
    scene: "bind",
  },
  {
    title: "Come back with it",
    text: "From then on your browser signs a fresh challenge each time. There is nothing to type.",
    scene: "sign-in",
  },
] as const;

/** With the page of Beyond Identity, the same pictures mean something else. */
const HOSTED_WORDS: { title: string; text: string }[] = [
  {
    title: "Enter your email address",
    text: "Beyond Identity's page sends a code to it, which you type there.",
  },
  {
    title: "Create a passkey",
    text: "If you like, that page has your browser make a key pair and keep the private half.",
  },
];

/** How to get from nothing to signed in, in three pictures. */
export function Steps({ hosted }: { hosted: boolean }) {
  const steps = STEPS.map((step, index) => ({ ...step, ...(hosted ? HOSTED_WORDS[index] : {}) }));
  return (
    <section aria-labelledby="how" className="grid gap-8">
      <h2 id="how" className="scroll-mt-6 font-semibold text-2xl tracking-[-0.02em]">
        How it works
      </h2>
      <ol className="grid gap-10 lg:grid-cols-3 lg:gap-8">
        {steps.map(({ title, text, scene }, index) => (
          <li key={title} className="grid content-start gap-5">
            <div className="relative">
              <Scene name={scene} />
              {index < steps.length - 1 && <NextArrow />}
            </div>
            <div className="flex gap-4">
              <span
                aria-hidden="true"
                className="grid size-9 shrink-0 place-items-center rounded-full border border-accent-line font-semibold text-accent"
              >
                {index + 1}
              </span>
              <div className="grid gap-1">
                <h3 className="font-semibold text-lg leading-9 tracking-[-0.01em]">{title}</h3>
                <p className="text-muted">{text}</p>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** An arrow to the next picture, shown where the pictures stand side by side. */
function NextArrow() {
  return (
    <span
      aria-hidden="true"
      className="absolute top-1/2 -right-9 z-1 hidden size-10 -translate-y-1/2 place-items-center rounded-full border border-line bg-card text-accent shadow-card lg:grid"
    >
      <ArrowRightIcon />
    </span>
  );
}
