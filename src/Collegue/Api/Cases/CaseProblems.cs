using System.Globalization;
using Collegue.Casework.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Collegue.Api.Cases;

/// <summary>What intake refuses, as <c>errors</c> by field of a problem document.</summary>
internal static class CaseProblems
{
    public static ProblemHttpResult Of(IReadOnlyList<IntakeProblem> problems) => TypedResults.Problem(
        "The request was not accepted: see 'errors'.", statusCode: StatusCodes.Status422UnprocessableEntity, title: "Unprocessable Entity",
        extensions: new Dictionary<string, object?>
        {
            ["errors"] = problems.GroupBy(problem => FieldOf(problem.Field)).ToDictionary(group => group.Key, group => group.Select(Words).ToArray()),
        });

    private static string FieldOf(IntakeField field) => field switch
    {
        IntakeField.Body => "message",
        IntakeField.Name => "contact.name",
        IntakeField.Email => "contact.email",
        IntakeField.Phone => "contact.phone",
        IntakeField.PostalAddress => "contact.postal_address",
        IntakeField.ProxyName => "on_behalf.name",
        IntakeField.ProxyStructure => "on_behalf.structure",
        IntakeField.ProxyQuality => "on_behalf.quality",
        IntakeField.ProxyConsent => "on_behalf.consent",
        _ => Views.Name(field.ToString()),
    };

    private static string Words(IntakeProblem problem) => string.Format(CultureInfo.InvariantCulture, problem.Code switch
    {
        "body-empty" => "A message is needed.",
        "body-long" or "name-long" => "It takes {0} characters at most.",
        "email-shape" => "This is not an e-mail address.",
        "phone-shape" => "This is not a telephone number.",
        "files-many" => "{0} files at most.",
        "file-empty" => "'{0}' is empty.",
        "file-large" => "'{0}' is too large.",
        "file-type" => "'{0}' is of no accepted kind, or its content is not what its name says.",
        "email-needed" => "Needed to reply by e-mail.",
        "phone-needed" => "Needed to reply by telephone.",
        "address-needed" => "Needed to reply by letter.",
        "address-shape" => "{0} short lines at most, as on an envelope.",
        "proxy-empty" => "The name of the person who asks is needed.",
        "unknown-name" => "One of: {0}.",
        var code => code,
    }, problem.Detail);
}
