using Collegue.Casework.Triage.Classifying;

namespace Collegue.Casework.Triage.Requests;

/// <summary>A part of a message that asks for something of its own kind: the exact words at [<paramref name="Start"/>, <paramref name="End"/>).</summary>
/// <param name="Confidence">Share the classifier gives to that kind for these words alone, from 0 to 1.</param>
public sealed record RequestPart(string Task, int Start, int End, double Confidence);

/// <summary>
/// Says whether a message holds several requests of different kinds, with the words of each. Both the terms of the rules and the
/// classifier must see another kind in the clause alone; a message that belongs to a human for what it says is never cut.
/// Safe for concurrent use.
/// </summary>
public sealed class RequestFinder
{
    private readonly RuleSet rules;
    private readonly RuleReader reader;
    private readonly MessageClassifier classifier;

    public RequestFinder(RuleSet rules, MessageClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (this.rules, this.classifier) = (rules, classifier);
        reader = new RuleReader(rules, exists: classifier.Knows);
    }

    /// <summary>One part for each kind, in reading order; nothing when the message asks for one thing.</summary>
    public IReadOnlyList<RequestPart> Find(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var whole = reader.Read(message);
        var clauses = Clauses.Of(message, whole.Words);
        if (clauses.Count < 2 || HumanSituation.Of(whole, classifier.Read(whole, rules), rules) is not null)
            return [];

        var parts = Join(clauses.Select(clause => Read(message, clause)).ToList());
        var kinds = parts.DistinctBy(part => part.Task).ToList();
        return kinds.Count < 2 ? [] : kinds;
    }

    private Clause Read(string message, Clause clause)
    {
        var reading = reader.Read(message[clause.Start..clause.End]);
        var weighed = classifier.Read(reading, rules);
        var guess = weighed.Kinds[0];
        var kind = rules.Kinds.FirstOrDefault(kind => kind.Slug == guess.Slug);
        var agreed = kind is { Fallback: false } && (reading.Kinds.First == kind ? guess.Share >= rules.KindShare : guess.Share >= SureAlone);
        return agreed ? clause with { Task = guess.Slug, Share = guess.Share } : clause;
    }

    /// <summary>Without a term of the rules the classifier must be surer.</summary>
    private const double SureAlone = 0.8;

    /// <summary>A clause without a kind goes on with what was said before it; greetings go with what comes after.</summary>
    private static List<RequestPart> Join(List<Clause> clauses)
    {
        var parts = new List<RequestPart>();
        foreach (var clause in clauses)
        {
            if (parts.Count > 0 && (clause.Task is null || clause.Task == parts[^1].Task))
                parts[^1] = parts[^1] with { End = clause.End, Confidence = Math.Max(parts[^1].Confidence, clause.Share) };
            else if (clause.Task is { } task)
                parts.Add(new RequestPart(task, clause.Start, clause.End, clause.Share));
        }

        return parts;
    }
}
