using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Settings;

/// <summary>Edits the settings of one series.</summary>
public sealed partial class SeriesSettings : IDisposable
{
    private const string DefaultRule = SettingsResolver.DefaultRule;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _prefix = $"settings-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private (string Id, IReadOnlyDictionary<string, string>? Labels) _shown = ("", null);
    private SettingsDraft? _draft;
    private ResolvedSettings? _resolved;
    private SettingsResolver? _theirs;
    private FieldErrors _errors = FieldErrors.None;
    private string? _failure;
    private long _revision;
    private bool _saving;

    /// <summary>The series.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Its labels, which rules look at.</summary>
    [Parameter, EditorRequired] public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    [Inject] private SettingsFollower Follower { get; set; } = null!;

    [Inject] private SettingsChanges Changes { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private ILogger<SeriesSettings> Logger { get; set; } = null!;

    private string ResetText => _resolved is null or { Rule: DefaultRule } ? "Reset to the defaults" : "Reset to the rule's settings";

    public void Dispose()
    {
        Follower.Changed -= Follow;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => Follower.Changed += Follow;

    protected override void OnParametersSet()
    {
        if (_shown == (Id, Labels))
            return;

        if (_shown.Id != Id)
            _draft = null;

        _shown = (Id, Labels);
        if (Follower.Current is { } current)
            Take(current);
    }

    private void Follow() => _ = InvokeAsync(() =>
    {
        if (Follower.Current is { } current && !_saving)
            Take(current);

        StateHasChanged();
    });

    /// <summary>Shows what others changed, unless the reader has changes that would be lost.</summary>
    private void Take(SettingsResolver current)
    {
        if (_draft is not { IsDirty: true } draft)
        {
            Load(current);
        }
        else if (current.Resolve(Id, Labels) == _resolved)
        {
            _revision = current.Document.Revision;
            _theirs = null;
        }
        else
        {
            _theirs = current;
        }
    }

    private void Load(SettingsResolver current)
    {
        var resolved = current.Resolve(Id, Labels);
        if (_draft is null || _draft.IsDirty || resolved != _resolved)
        {
            _draft = new SettingsDraft(Below(current, resolved), Own(current));
            (_errors, _failure) = (FieldErrors.None, null);
        }

        (_resolved, _revision, _theirs) = (resolved, current.Document.Revision, null);
    }

    private static IReadOnlyList<SettingsLayer> Below(SettingsResolver current, ResolvedSettings resolved)
    {
        var rule = Array.Find(current.Document.Rules, rule => rule.Name == resolved.Rule);
        return SettingsLayer.Below(current.Document.Defaults, rule?.Name, rule?.Settings);
    }

    private string Own(SettingsResolver current) => current.Document.Overrides.GetValueOrDefault(Id, "{}");

    private void LoadTheirs()
    {
        if (_theirs is { } theirs)
            Load(theirs);
    }

    private void KeepMine()
    {
        if (_theirs is not { } theirs)
            return;

        _resolved = theirs.Resolve(Id, Labels);
        _draft!.Rebase(Below(theirs, _resolved), Own(theirs));
        (_revision, _theirs) = (theirs.Document.Revision, null);
    }

    private void NoteChange() => (_errors, _failure) = (FieldErrors.None, null);

    private void ShowErrors(IReadOnlyDictionary<string, string[]> errors) => _errors = FieldErrors.Of(errors);

    private void Discard()
    {
        NoteChange();
        _draft!.Discard();
        if (Follower.Current is { } current)
            Load(current);
    }

    private Task SaveAsync()
    {
        if (_draft!.IsValid)
            return SetAsync(_draft.HasOwn ? _draft.Own : null, "In force from the next samples on.");

        _failure = "Nothing is saved yet: mend what is marked first.";
        return Task.CompletedTask;
    }

    private async Task ResetAsync()
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            ResetText,
            "The settings that only this series has are taken away.",
            yesText: "Reset",
            cancelText: "Keep them");
        if (sure == true)
            await SetAsync(null, "The settings of its own are gone; from the next samples on the series follows the rules.");
    }

    private async Task SetAsync(string? settings, string done)
    {
        _saving = true;
        (_errors, _failure) = (FieldErrors.None, null);
        StateHasChanged();
        try
        {
            var result = await Changes.SetSeriesAsync(Id, settings, _gone.Token).WaitAsync(Patience, Time, _gone.Token);
            if (result.Done)
            {
                var current = await Follower.ReachAsync(result.Revision, _gone.Token).WaitAsync(Patience, Time, _gone.Token);
                _draft = null;
                Load(current);
                Snackbar.Add(done, MudBlazor.Severity.Success);
            }
            else
            {
                _errors = FieldErrors.Of(result.Errors);
                _failure = result.Conflict ? "Nothing is saved: somebody else changed the settings at the same moment. Save again to put yours on top." : "Nothing is saved: the cluster refused what is marked.";
            }
        }
        catch (Exception exception) when (!_gone.IsCancellationRequested)
        {
            Logger.SettingsUnanswered(exception.Message);
            _failure = "The cluster did not answer, so it is not known whether the settings are saved. Your changes are still here: save again in a moment.";
        }
        finally
        {
            _saving = false;
        }

        if (Follower.Current is { } newest && newest.Document.Revision > _revision)
            Take(newest);
    }
}
