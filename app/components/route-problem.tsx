import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";

/** What stands in a page's place when it can't be shown: what happened, what was kept, what to do. An `ErrorBoundary`. */
export function RouteProblem() {
  const { t } = useTranslation("site");
  const problem = problemOf(useRouteError());
  return (
    <div className="max-w-reading">
      <PageHeading title={t(`problem.${problem}.title`)} sentence={t(`problem.${problem}.what`)} />
      <div className="flex flex-wrap gap-2">
        {problem !== "missing" && (
          <ButtonLink to="" reloadDocument variant="primary">
            {t("problem.again")}
          </ButtonLink>
        )}
        <ButtonLink to="/" reloadDocument>
          {t("problem.home")}
        </ButtonLink>
      </div>
    </div>
  );
}

function problemOf(error: unknown): "missing" | "signedOut" | "away" | "refused" | "broken" {
  if (!isRouteErrorResponse(error)) return "broken";
  if (error.status === 404) return "missing";
  if (error.status === 401) return "signedOut";
  if (error.status === 503) return "away";
  return error.status < 500 ? "refused" : "broken";
}
