import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { Refresh } from "#app/features/payouts/refresh.tsx";
import type { ReleaseFileView, ReleaseView } from "#app/features/releases/api.ts";
import { dataPath } from "#app/features/releases/card.ts";
import { retryRelease } from "#app/features/releases/create.server.ts";
import { previewRows } from "#app/features/releases/file.server.ts";
import { getRelease, listReleaseFiles } from "#app/features/releases/get.server.ts";
import { ReleaseAbout } from "#app/features/releases/release-about.tsx";
import { ReleaseFiles } from "#app/features/releases/release-files.tsx";
import { ReleasePreview } from "#app/features/releases/release-preview.tsx";
import { ReleaseQuality } from "#app/features/releases/release-quality.tsx";
import { ReleaseSnippets } from "#app/features/releases/release-snippets.tsx";
import { ReleaseState } from "#app/features/releases/release-state.tsx";
import type { PreferenceRow } from "#app/features/releases/rows.ts";
import { env } from "#app/lib/env.server.ts";

const previewCount = 5;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const release = await getRelease(params.id ?? "", member?.address);
  const isReady = release.state === "ready";
  const [files, rows] = await Promise.all([
    listReleaseFiles(release.id),
    isReady ? previewRows(release.id, previewCount) : [],
  ]);
  const dataUrl = `${env().SITE_ORIGIN}/api/v1/releases/${release.id}/files/${dataPath("preference")}`;
  return { release, files, rows, dataUrl, pageTitle: release.campaign.title };
}

/** The requester builds a failed release again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  await retryRelease({ releaseId: params.id ?? "", requester: member.address });
  return null;
}

export default function ReleasePage() {
  const { release, files, rows, dataUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation("releases");
  return (
    <>
      <PageHeading
        title={release.campaign.title}
        sentence={t("release.sentence")}
        above={
          <>
            <Link to="/releases" className="link">
              {t("page.title")}
            </Link>
            <span>{t("card.version", { version: release.version })}</span>
            <Moment at={release.readyAt ?? release.createdAt} withTime={false} />
            <ReleaseState state={release.state} />
          </>
        }
      />
      {release.state === "ready" ? (
        <ReadyRelease release={release} files={files} rows={rows} dataUrl={dataUrl} />
      ) : (
        <UnreadyRelease release={release} />
      )}
    </>
  );
}

type ReadyProps = {
  release: ReleaseView;
  files: ReadonlyArray<ReleaseFileView>;
  rows: ReadonlyArray<PreferenceRow>;
  dataUrl: string;
};

function ReadyRelease({ release, files, rows, dataUrl }: ReadyProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="grid content-start gap-4">
        <ReleaseAbout release={release} />
        <ReleaseFiles releaseId={release.id} files={files} />
      </div>
      <div className="grid content-start gap-4">
        {release.quality && <ReleaseQuality quality={release.quality} />}
        <ReleasePreview rows={rows} total={release.counts.preference ?? 0} />
        <ReleaseSnippets url={dataUrl} />
      </div>
    </div>
  );
}

function UnreadyRelease({ release }: { release: ReleaseView }) {
  const { t } = useTranslation("releases");
  if (release.state === "building") {
    return (
      <p role="status" className="text-muted">
        <Refresh everySeconds={1} />
        {t("release.building")}
      </p>
    );
  }
  const retry = (
    <Form method="post">
      <Button type="submit" variant="primary">
        {t("release.retry")}
      </Button>
    </Form>
  );
  return (
    <ErrorMessage title={t("release.failed")} action={retry}>
      {t(`failure.${release.failure ?? "build-broke"}`)}
    </ErrorMessage>
  );
}
