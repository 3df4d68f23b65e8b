using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>What people do with the incident; written at once, shown only when it is written.</summary>
public sealed partial class IncidentPeople : IDisposable
{
    private const int LongestAuthor = 80;

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _goneToken;
    private AuthorField? _author;
    private ElementReference _title, _resolve, _no;
    private Func<ElementReference>? _focus;
    private string _name = "", _done = "";
    private string? _text = "";
    private bool _saving, _resolving;
    private string? _problem;

    public IncidentPeople() => _goneToken = _gone.Token;

    /// <summary>The incident as the database has it.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback<Incident> OnChanged { get; set; }

    /// <summary>It may have been changed: it is to be read again.</summary>
    [Parameter] public EventCallback OnDoubted { get; set; }

    [Inject] private IncidentChanges Changes { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<IncidentPeople> Logger { get; set; } = null!;

    /// <summary>Who reads the page; null where that is not asked.</summary>
    [CascadingParameter] private Actor? Reader { get; set; }

    private bool MayAct => Reader?.May(Role.Operator) != false;

    /// <summary>Who is known need not say their name.</summary>
    private bool IsSigned => Reader is { IsKnown: true };

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>The button that was pressed is gone, and the focus with it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus)
            return;

        _focus = null;
        await focus().FocusAsync(preventScroll: true);
    }

    private void Ask(bool whetherItIsOver)
    {
        _resolving = whetherItIsOver;
        _focus = () => _resolving ? _no : _resolve;
    }

    private async Task AcknowledgeAsync()
    {
        if (await ActAsync(token => Changes.AcknowledgeAsync(Incident.Id, _name, token), "Acknowledged."))
            _focus = () => _title;
    }

    private async Task ResolveAsync()
    {
        if (!await ActAsync(token => Changes.ResolveAsync(Incident.Id, _name, token), "Resolved."))
            return;

        _resolving = false;
        _focus = () => _title;
    }

    private async Task CommentAsync()
    {
        var text = _text ?? "";
        if (IncidentNotes.Flaw(text, IIncidentGrain.MaxText) is { } flaw)
        {
            _problem = $"The comment {flaw}.";
            return;
        }

        if (await ActAsync(token => Changes.CommentAsync(Incident.Id, _name, text, token), "Your comment was added."))
            _text = "";
    }

    private async Task<bool> ActAsync(Func<CancellationToken, Task<Incident?>> act, string done)
    {
        // The second click of two comes before the buttons are drawn as disabled.
        if (_saving)
            return false;

        _saving = true;
        try
        {
            (_problem, _done) = (null, "");
            return await SignAsync() && await WriteAsync(act, done);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task<bool> SignAsync()
    {
        if (IsSigned)
            return true;

        await _author!.KeepAsync();
        if (_goneToken.IsCancellationRequested)
            return false;
        if (IncidentNotes.Flaw(_name, IIncidentGrain.MaxAuthor) is null)
            return true;

        _problem = "Please say your name first.";
        await _author.FocusAsync();
        return false;
    }

    private async Task<bool> WriteAsync(Func<CancellationToken, Task<Incident?>> act, string done)
    {
        Incident? changed = null;
        var reached = await new HistoryReader(Time, Logger).TryAsync(async token => changed = await act(token), _goneToken);
        if (_goneToken.IsCancellationRequested)
            return false;
        if (changed is not null)
        {
            _done = done;
            await OnChanged.InvokeAsync(changed);
            return true;
        }

        _problem = reached ? "The incident is no longer there." : "The database did not answer, so it is not known whether that was written. What is shown here is read again: look before you try again.";
        if (!reached)
            await OnDoubted.InvokeAsync();

        return false;
    }
}
