using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>What people made of the anomaly; written at once, shown only when it is written.</summary>
public sealed partial class Verdict : IDisposable
{
    private static readonly (AnomalyStatus Status, string Words, string Meaning)[] Choices =
    [
        (AnomalyStatus.Confirmed, "Confirmed", "It was a real problem."),
        (AnomalyStatus.Expected, "Expected", "It was real, and known beforehand."),
        (AnomalyStatus.FalseAlarm, "False alarm", "It was nothing."),
    ];

    private readonly CancellationTokenSource _gone = new();
    private bool _saving;
    private string? _problem;

    /// <summary>The anomaly as the database has it.</summary>
    [Parameter, EditorRequired] public AnomalyRecord Record { get; set; } = null!;

    /// <summary>It was written.</summary>
    [Parameter] public EventCallback<AnomalyRecord> OnSaved { get; set; }

    [Inject] private AnomalyChanges Changes { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<Verdict> Logger { get; set; } = null!;

    /// <summary>Who reads the page; null where that is not asked.</summary>
    [CascadingParameter] private Actor? Reader { get; set; }

    private bool MayJudge => Reader?.May(Role.Operator) != false;

    private string Meaning => Array.Find(Choices, choice => choice.Status == Record.Status).Meaning ?? "Nobody judged it yet.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ChooseAsync(AnomalyStatus status)
    {
        var wanted = Record.Status == status ? AnomalyStatus.New : status;
        AnomalyRecord? saved = null;
        _saving = true;
        _problem = null;
        var reached = await new HistoryReader(Time, Logger).TryAsync(
            async token => saved = await Changes.SetStatusAsync(Record.Id, wanted, token), _gone.Token);
        _saving = false;
        if (saved is not null)
            await OnSaved.InvokeAsync(saved);
        else
            _problem = reached ? "The anomaly is no longer in the history." : "The database does not answer; nothing was changed. Please try again.";
    }
}
