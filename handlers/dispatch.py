"""Which use case does a command? One table, for words that were typed, menus, undos, schedules and pages alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers import (
    arriving,
    arriving_goods,
    cancelling,
    captains,
    catching_up,
    closing,
    collecting,
    deals,
    delivering,
    door_rounds,
    explaining,
    exporting,
    forwarded,
    given_on,
    goods,
    goods_on_list,
    group_settings,
    helping,
    keeping_quiet,
    kept_bags,
    labelling,
    lack_choices,
    late_orders,
    late_taken,
    left_overs,
    listing_again,
    looking_up,
    losses,
    lost_bags,
    noting_down,
    open_questions,
    opening,
    opening_again,
    outbox_desk,
    pickup_points,
    plan_setting,
    polling,
    postponing,
    price_asking,
    purchasing,
    quoted_counted,
    quoted_left,
    quoted_words,
    reporting,
    scheduling,
    second_look,
    settling,
    shortages,
    undoing,
    waiting_list,
    whole_chain,
    wordings,
    words_entered,
)
from handlers import book_commands as b
from handlers import calling_off_commands as f
from handlers import catch_up_commands as u
from handlers import collecting_commands as k
from handlers import commands as c
from handlers import document_commands as d
from handlers import goods_commands as g
from handlers import hand_out_commands as h
from handlers import outbox_commands as o
from handlers import peace_commands as p
from handlers import polling_commands as q
from handlers import schedule_commands as s
from handlers import wording_commands as w
from handlers.command_base import Command
from handlers.replies import to_organizer
from handlers.turn import Turn
from models.values import Role

UseCase = Callable[[Any, Turn], object]

USE_CASES: Mapping[type[Command], UseCase] = {
    c.StartDraft: opening.start_draft,
    c.FinishDraft: opening.finish_draft,
    c.PublishDraft: opening.publish_draft,
    c.DropDraft: opening.drop_draft,
    c.PriceDraft: opening.price_draft,
    c.MarkUpDraft: opening.mark_up_draft,
    c.RemoveFromDraft: opening.remove_from_draft,
    c.ChooseGroups: opening.choose_groups,
    c.PostList: listing_again.post_list,
    c.CloseOrders: closing.close_orders,
    c.MoveCutoff: closing.move_cutoff,
    c.ReopenOrders: closing.reopen_orders,
    c.TellTotals: looking_up.tell_totals,
    c.TellOrders: looking_up.tell_orders,
    c.TellWhy: explaining.tell_why,
    c.MarkArrived: arriving.mark_arrived,
    c.HoldArrival: arriving.hold_arrival,
    c.TellLate: late_orders.tell_late,
    c.TakeLate: late_orders.take_late,
    c.DropLate: late_orders.drop_late,
    c.TellPurchase: purchasing.tell_purchase,
    g.SayGoods: goods.say_goods,
    g.ChangeGoods: goods.change_goods,
    g.SayNumber: goods_on_list.say_number,
    g.AddGoods: goods_on_list.add_goods,
    g.MarkUpGoods: goods_on_list.mark_up_goods,
    g.TellStock: goods_on_list.tell_stock,
    g.SayMinimum: goods_on_list.say_minimum,
    g.TellGaps: goods_on_list.tell_gaps,
    g.CloseWhenFull: goods_on_list.close_when_full,
    f.CancelBuy: cancelling.cancel_buy,
    f.CancelNow: cancelling.cancel_now,
    f.KeepBuy: cancelling.keep_buy,
    f.Postpone: postponing.postpone,
    f.AskPrice: price_asking.ask_price,
    f.AskPriceNow: price_asking.ask_price_now,
    q.TellSilent: polling.tell_silent,
    q.SellWanted: polling.sell_wanted,
    c.TellSummary: reporting.tell_summary,
    c.TellWeek: reporting.tell_week,
    c.TakeSuggestion: second_look.take_suggestion,
    c.LeaveSuggestion: second_look.leave_suggestion,
    c.GiveHelp: helping.give_help,
    b.SayOrder: noting_down.say_order,
    b.EnterWord: words_entered.enter_word,
    b.LeaveWord: words_entered.leave_word,
    b.NameHeld: forwarded.name_held,
    b.SayGift: given_on.say_gift,
    b.GiveOn: given_on.give_on,
    b.TellWaiting: waiting_list.tell_waiting,
    b.LetIn: waiting_list.let_in,
    b.LetInNow: waiting_list.let_in_now,
    b.TellQuestions: open_questions.tell_questions,
    b.OpenQuestion: open_questions.open_question,
    b.AnswerFor: open_questions.answer_for,
    b.LeaveAnswer: open_questions.leave_answer,
    b.TakeLateNow: late_taken.take_late_now,
    b.LeaveLate: late_taken.leave_late,
    b.CountQuoted: quoted_counted.count_quoted,
    b.LeaveQuoted: quoted_left.leave_quoted,
    b.ChangeQuoted: quoted_words.change_quoted,
    b.AddressQuoted: quoted_words.address_quoted,
    b.SettleReport: settling.settle_report,
    s.TellSchedules: scheduling.tell_schedules,
    s.SetSchedule: plan_setting.set_schedule,
    s.SetReminder: plan_setting.set_reminder,
    s.SetArrivalNotice: plan_setting.set_arrival_notice,
    s.SetUsualCutoff: plan_setting.set_usual_cutoff,
    s.StopSchedule: scheduling.stop_schedule,
    s.AskWhichToStop: scheduling.ask_which_to_stop,
    s.SwitchNamed: scheduling.switch_named,
    s.DropSchedule: scheduling.drop_schedule,
    s.SkipHolidays: scheduling.skip_holidays,
    s.OpenAgain: opening_again.open_again,
    u.SayCatchUp: catching_up.say_catch_up,
    u.ShowCaughtUp: catching_up.show_caught_up,
    u.CountCaughtUp: catching_up.count_caught_up,
    u.LeaveCaughtUp: catching_up.leave_caught_up,
    u.WriteWholeChain: whole_chain.write_whole_chain,
    w.TellWordings: wordings.tell_wordings,
    w.TellWording: wordings.tell_wording,
    w.SayWording: wordings.say_wording,
    w.UseWording: wordings.use_wording,
    w.LeaveWording: wordings.leave_wording,
    w.RemoveWording: wordings.remove_wording,
    w.DropWordings: wordings.drop_wordings,
    p.KeepQuiet: keeping_quiet.keep_quiet,
    p.SpeakAgain: keeping_quiet.speak_again,
    p.SetMode: keeping_quiet.set_mode,
    p.TellLoudness: keeping_quiet.tell_loudness,
    h.SayArrived: arriving_goods.say_arrived,
    h.CallForArrived: arriving_goods.call_for_arrived,
    h.SayLack: shortages.say_lack,
    h.ProposeLosses: shortages.propose_losses,
    h.NoteLosses: losses.note_losses,
    h.SettleLack: lack_choices.settle_lack,
    h.SettleTheRest: lack_choices.settle_the_rest,
    h.TellLacks: lack_choices.tell_lacks,
    h.SayLeftover: left_overs.say_leftover,
    h.SayKept: kept_bags.say_kept,
    h.SayPickedFor: collecting.say_picked_for,
    h.SayOwnerless: lost_bags.say_ownerless,
    h.WarnOfMixedBags: lost_bags.warn_of_mixed_bags,
    h.TellPoints: pickup_points.tell_points,
    h.AddPoint: pickup_points.add_point,
    h.DropPoint: pickup_points.drop_point,
    h.SayPointOf: pickup_points.say_point_of,
    h.SayMark: pickup_points.say_mark,
    h.ChooseHandOut: pickup_points.choose_hand_out,
    h.TellRound: door_rounds.tell_round,
    h.TellLoads: door_rounds.tell_loads,
    h.NoteCaptainsSum: captains.note_captains_sum,
    h.TellSilentRooms: captains.tell_silent_rooms,
    h.SayShare: deals.say_share,
    k.SayCollected: collecting.say_collected,
    k.NoteCollected: collecting.note_collected,
    k.TellUncollected: collecting.tell_uncollected,
    k.CallUncollected: collecting.call_uncollected,
    k.PackUp: collecting.pack_up,
    d.TellRoute: delivering.tell_route,
    d.TellLabels: labelling.tell_labels,
    d.TellExport: exporting.tell_export,
    o.TellOutbox: outbox_desk.tell_outbox,
    o.SendAgain: outbox_desk.send_again,
    o.LeavePosts: outbox_desk.leave_posts,
}

#: What undoes a change; each says whether it could, and of orders what stands now.
INVERSES: Mapping[type[Command], Callable[[Any, Turn], bool | undoing.TakenBack]] = {
    c.RestoreTimes: closing.restore_times,
    c.RestoreArrival: arriving.restore_arrival,
    c.RestoreDraft: undoing.restore_draft,
    c.Unpublish: undoing.unpublish,
    s.RestoreSchedule: scheduling.restore_schedule,
    s.RestoreSettings: group_settings.restore_settings,
    s.RestorePlans: scheduling.restore_plans,
    s.DropCopy: opening_again.drop_copy,
    b.TakeBackWord: words_entered.take_back_word,
    b.EnterAgain: quoted_left.enter_again,
    b.ReturnLate: late_orders.return_late,
    b.TakeStockBack: waiting_list.take_stock_back,
    h.TakeBackLosses: losses.take_back_losses,
    h.MarkPerson: pickup_points.mark_person,
    g.RestoreGoods: goods.restore_goods,
    f.RestoreCancelled: cancelling.restore_cancelled,
    f.RestorePostponed: postponing.restore_postponed,
    f.TakePriceBack: price_asking.take_price_back,
    w.RestoreWordings: wordings.restore_wordings,
    u.TakeBackCaughtUp: catching_up.take_back_caught_up,
    p.RestoreSilence: keeping_quiet.restore_silence,
    p.RestoreMode: keeping_quiet.restore_mode,
    o.ReturnPosts: outbox_desk.return_posts,
}


def handle(command: c.AnyCommand, turn: Turn) -> None:
    """Do what a command says, as the person of this turn; residents have no commands."""
    if turn.speaker.role is Role.RESIDENT:
        return
    if isinstance(command, c.UndoLast):
        undo_last(turn)
        return
    USE_CASES[type(command)](command, turn)


def undo_last(turn: Turn) -> None:
    """`撤`: the last change of hers that was not taken back yet; where that can't be done she is told why."""
    last = turn.unit.undos.last(turn.speaker.organizer.id, turn.person)
    if last is None:
        turn.tell(to_organizer.refused(turn.person, "nothing_to_undo"))
        return
    inverse = c.from_data(dict(last.inverse))
    if isinstance(inverse, c.KeepAsIs):
        # Said once; whoever says `撤` again means what was before it.
        turn.unit.undos.mark_undone(last.id)
        turn.tell(to_organizer.refused(turn.person, "stays_as_it_is", said=last.said, why=inverse.why))
    elif done := INVERSES[type(inverse)](inverse, turn):
        turn.unit.undos.mark_undone(last.id)
        orders = done.orders if isinstance(done, undoing.TakenBack) else ()
        turn.tell(to_organizer.undone(turn.person, last.said, orders))
