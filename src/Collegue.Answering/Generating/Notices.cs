using System.Globalization;
using Collegue.Storage.Models;

namespace Collegue.Answering.Generating;

/// <summary>What the reader should know of the models that were asked.</summary>
internal sealed class Notices(CultureInfo culture)
{
    private readonly List<string> _said = [];

    public IReadOnlyList<string> Said => [.. _said];

    public IReadOnlyList<string> Of(string name, params object[] values)
    {
        Add(name, values);
        return [.. _said];
    }

    public void Add(string name, params object[] values)
    {
        var text = GeneratingTexts.Get(name, culture, values);
        if (!_said.Contains(text))
            _said.Add(text);
    }

    public void AddPassed(IEnumerable<string> models)
    {
        foreach (var model in models)
            Add("Passed", model);
    }

    public void AddEnd(Attempt attempt)
    {
        var name = attempt.End switch
        {
            AttemptEnd.Failed when attempt.HasProof && attempt.Outcome != ModelOutcome.Stopped => "Interrupted",
            AttemptEnd.Failed => attempt.Outcome switch
            {
                ModelOutcome.Stopped => "Stopped",
                ModelOutcome.NothingInTime or ModelOutcome.TooLong => "Late",
                ModelOutcome.OverBudget => "OverBudget",
                ModelOutcome.NotAllowed => "NotAllowed",
                _ => "Failed",
            },
            AttemptEnd.Done => null,
            _ => attempt.End.ToString(),
        };
        if (name is not null)
            Add(name, attempt.Model.ShownName);
    }

    /// <summary>Said before an answer that a model was asked for and did not give.</summary>
    public IReadOnlyList<string> BeforeExtraction(Answer answer) =>
        _said.Count > 0 && answer.Status == AnswerStatus.Answered ? Of("Extracted") : [.. _said];
}
