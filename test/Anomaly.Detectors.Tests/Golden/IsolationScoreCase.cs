using System.Text.Json;

namespace Anomaly.Detectors.Tests.Golden;

/// <summary>One case of <c>isolation_scores.json</c>.</summary>
internal sealed record IsolationScoreCase(
    int N,
    string Kind,
    double[] Values,
    double[] ExpectedDepth,
    double[] ScoreClosedForm,
    double[] ScoreScikitLearn)
{
    public static IReadOnlyList<IsolationScoreCase> All { get; } = Load();

    private static List<IsolationScoreCase> Load()
    {
        var cases = new List<IsolationScoreCase>();
        using var document = JsonDocument.Parse(Resource.Text("isolation_scores.json"));
        foreach (var item in document.RootElement.EnumerateArray())
        {
            cases.Add(new IsolationScoreCase(
                item.GetProperty("n").GetInt32(),
                item.GetProperty("kind").GetString()!,
                Json.Numbers(item, "values"),
                Json.Numbers(item, "expected_depth"),
                Json.Numbers(item, "score_closed_form"),
                Json.Numbers(item, "score_scikit_learn_1000_trees")));
        }

        return cases;
    }
}
