package dev.twinmark.engine;

/** The names of emoji, as static/build/names.mjs writes them for {@link NameTable}. */
final class EmojiNames {

  static final String TABLE =
      """
      35V\u20E3 hash
      7V\u20E3 asterisk
      6V\u20E3 zero
      V\u20E3 one
      V\u20E3 two
      V\u20E3 three
      V\u20E3 four
      V\u20E3 five
      V\u20E3 six
      V\u20E3 seven
      V\u20E3 eight
      V\u20E3 nine
      112V copyright
      5V registered
      8078V bangbang
      13V interrobang
      217V tm
      23V information_source
      91V left_right_arrow
      V arrow_up_down
      V arrow_upper_left
      V arrow_upper_right
      V arrow_lower_right
      V arrow_lower_left
      16V leftwards_arrow_with_hook
      V arrow_right_hook
      368 watch
       hourglass
      13V keyboard
      167V eject_button
      26 fast_forward
       rewind
       arrow_double_up
       arrow_double_down
      V next_track_button
      V previous_track_button
      V play_or_pause_button
       alarm_clock
      V stopwatch
      V timer_clock
       hourglass_flowing_sand
      5V pause_button
      V stop_button
      V record_button
      200V m
      232V black_small_square
      V white_small_square
      11V arrow_forward
      10V arrow_backward
      59V white_medium_square
      V black_medium_square
       white_medium_small_square
       black_medium_small_square
      2V sunny
      V cloud
      V open_umbrella
      V snowman_with_snow
      V comet
      10V phone telephone
      3V ballot_box_with_check
      3 umbrella
       coffee
      3V shamrock
      5V point_up
      3V skull_and_crossbones
      2V radioactive
      V biohazard
      3V orthodox_cross
      4V star_and_crescent
      4V peace_symbol
      V yin_yang
      9V wheel_of_dharma
      V frowning_face
      V relaxed
      6V female_sign
      2V male_sign
      6 aries
       taurus
       gemini
       cancer
       leo
       virgo
       libra
       scorpius
       sagittarius
       capricorn
       aquarius
       pisces
      12V chess_pawn
      V spades
      3V clubs
      2V hearts
      V diamonds
      2V hotsprings
      19V recycle
      3V infinity
       wheelchair
      19V hammer_and_pick
       anchor
      V crossed_swords
      V medical_symbol
      V balance_scale
      V alembic
      2V gear
      2V atom_symbol
      V fleur_de_lis
      4V warning
       zap
      6V transgender_symbol
      3 white_circle
       black_circle
      5V coffin
      V funeral_urn
      12 soccer
       baseball
      6 snowman
       partly_sunny
      3V cloud_with_lightning_and_rain
      6 ophiuchus
      V pick
      2V rescue_worker_helmet
      2V chains
       no_entry
      21V shinto_shrine
       church
      6V mountain
      V parasol_on_ground
       fountain
       golf
      V ferry
       boat sailboat
      2V skier
      V ice_skate
      V bouncing_ball_person
      0VF bouncing_ball_woman basketball_woman
      0VM bouncing_ball_man basketball_man
       tent
      3 fuelpump
      5V scissors
      3 white_check_mark
      3V airplane
      V envelope
       fist_raised fist
       hand raised_hand
      V v
      V writing_hand
      2V pencil2
      3V black_nib
      2V heavy_check_mark
      2V heavy_multiplication_x
      7V latin_cross
      4V star_of_david
      7 sparkles
      11V eight_spoked_asterisk
      V eight_pointed_black_star
      16V snowflake
      3V sparkle
      5 x
      2 negative_squared_cross_mark
      5 question
       grey_question
       grey_exclamation
      2 exclamation heavy_exclamation_mark
      12V heavy_heart_exclamation
      V heart
      0VJ\uD83D\uDD25 heart_on_fire
      0VJ\uD83E\uDE79 mending_heart
      49 heavy_plus_sign
       heavy_minus_sign
       heavy_division_sign
      10V arrow_right
      15 curly_loop
      15 loop
      373V arrow_heading_up
      V arrow_heading_down
      464V arrow_left
      V arrow_up
      V arrow_down
      20 black_large_square
       white_large_square
      52 star
      5 o
      1243V wavy_dash
      13V part_alternation_mark
      602V congratulations
      2V secret
      114027 mahjong
      203 black_joker
      161V a
      V b
      13V o2
      V parking
      15 ab
      3 cl
       cool
       free
       id
       new
       ng
       ok
       sos
       up
       vs
      76\uD83C\uDDE8 ascension_island
      0\uD83C\uDDE9 andorra
      0\uD83C\uDDEA united_arab_emirates
      0\uD83C\uDDEB afghanistan
      0\uD83C\uDDEC antigua_barbuda
      0\uD83C\uDDEE anguilla
      0\uD83C\uDDF1 albania
      0\uD83C\uDDF2 armenia
      0\uD83C\uDDF4 angola
      0\uD83C\uDDF6 antarctica
      0\uD83C\uDDF7 argentina
      0\uD83C\uDDF8 american_samoa
      0\uD83C\uDDF9 austria
      0\uD83C\uDDFA australia
      0\uD83C\uDDFC aruba
      0\uD83C\uDDFD aland_islands
      0\uD83C\uDDFF azerbaijan
      \uD83C\uDDE6 bosnia_herzegovina
      0\uD83C\uDDE7 barbados
      0\uD83C\uDDE9 bangladesh
      0\uD83C\uDDEA belgium
      0\uD83C\uDDEB burkina_faso
      0\uD83C\uDDEC bulgaria
      0\uD83C\uDDED bahrain
      0\uD83C\uDDEE burundi
      0\uD83C\uDDEF benin
      0\uD83C\uDDF1 st_barthelemy
      0\uD83C\uDDF2 bermuda
      0\uD83C\uDDF3 brunei
      0\uD83C\uDDF4 bolivia
      0\uD83C\uDDF6 caribbean_netherlands
      0\uD83C\uDDF7 brazil
      0\uD83C\uDDF8 bahamas
      0\uD83C\uDDF9 bhutan
      0\uD83C\uDDFB bouvet_island
      0\uD83C\uDDFC botswana
      0\uD83C\uDDFE belarus
      0\uD83C\uDDFF belize
      \uD83C\uDDE6 canada
      0\uD83C\uDDE8 cocos_islands
      0\uD83C\uDDE9 congo_kinshasa
      0\uD83C\uDDEB central_african_republic
      0\uD83C\uDDEC congo_brazzaville
      0\uD83C\uDDED switzerland
      0\uD83C\uDDEE cote_divoire
      0\uD83C\uDDF0 cook_islands
      0\uD83C\uDDF1 chile
      0\uD83C\uDDF2 cameroon
      0\uD83C\uDDF3 cn
      0\uD83C\uDDF4 colombia
      0\uD83C\uDDF5 clipperton_island
      0\uD83C\uDDF7 costa_rica
      0\uD83C\uDDFA cuba
      0\uD83C\uDDFB cape_verde
      0\uD83C\uDDFC curacao
      0\uD83C\uDDFD christmas_island
      0\uD83C\uDDFE cyprus
      0\uD83C\uDDFF czech_republic
      \uD83C\uDDEA de
      0\uD83C\uDDEC diego_garcia
      0\uD83C\uDDEF djibouti
      0\uD83C\uDDF0 denmark
      0\uD83C\uDDF2 dominica
      0\uD83C\uDDF4 dominican_republic
      0\uD83C\uDDFF algeria
      \uD83C\uDDE6 ceuta_melilla
      0\uD83C\uDDE8 ecuador
      0\uD83C\uDDEA estonia
      0\uD83C\uDDEC egypt
      0\uD83C\uDDED western_sahara
      0\uD83C\uDDF7 eritrea
      0\uD83C\uDDF8 es
      0\uD83C\uDDF9 ethiopia
      0\uD83C\uDDFA eu european_union
      \uD83C\uDDEE finland
      0\uD83C\uDDEF fiji
      0\uD83C\uDDF0 falkland_islands
      0\uD83C\uDDF2 micronesia
      0\uD83C\uDDF4 faroe_islands
      0\uD83C\uDDF7 fr
      \uD83C\uDDE6 gabon
      0\uD83C\uDDE7 gb uk
      0\uD83C\uDDE9 grenada
      0\uD83C\uDDEA georgia
      0\uD83C\uDDEB french_guiana
      0\uD83C\uDDEC guernsey
      0\uD83C\uDDED ghana
      0\uD83C\uDDEE gibraltar
      0\uD83C\uDDF1 greenland
      0\uD83C\uDDF2 gambia
      0\uD83C\uDDF3 guinea
      0\uD83C\uDDF5 guadeloupe
      0\uD83C\uDDF6 equatorial_guinea
      0\uD83C\uDDF7 greece
      0\uD83C\uDDF8 south_georgia_south_sandwich_islands
      0\uD83C\uDDF9 guatemala
      0\uD83C\uDDFA guam
      0\uD83C\uDDFC guinea_bissau
      0\uD83C\uDDFE guyana
      \uD83C\uDDF0 hong_kong
      0\uD83C\uDDF2 heard_mcdonald_islands
      0\uD83C\uDDF3 honduras
      0\uD83C\uDDF7 croatia
      0\uD83C\uDDF9 haiti
      0\uD83C\uDDFA hungary
      \uD83C\uDDE8 canary_islands
      0\uD83C\uDDE9 indonesia
      0\uD83C\uDDEA ireland
      0\uD83C\uDDF1 israel
      0\uD83C\uDDF2 isle_of_man
      0\uD83C\uDDF3 india
      0\uD83C\uDDF4 british_indian_ocean_territory
      0\uD83C\uDDF6 iraq
      0\uD83C\uDDF7 iran
      0\uD83C\uDDF8 iceland
      0\uD83C\uDDF9 it
      \uD83C\uDDEA jersey
      0\uD83C\uDDF2 jamaica
      0\uD83C\uDDF4 jordan
      0\uD83C\uDDF5 jp
      \uD83C\uDDEA kenya
      0\uD83C\uDDEC kyrgyzstan
      0\uD83C\uDDED cambodia
      0\uD83C\uDDEE kiribati
      0\uD83C\uDDF2 comoros
      0\uD83C\uDDF3 st_kitts_nevis
      0\uD83C\uDDF5 north_korea
      0\uD83C\uDDF7 kr
      0\uD83C\uDDFC kuwait
      0\uD83C\uDDFE cayman_islands
      0\uD83C\uDDFF kazakhstan
      \uD83C\uDDE6 laos
      0\uD83C\uDDE7 lebanon
      0\uD83C\uDDE8 st_lucia
      0\uD83C\uDDEE liechtenstein
      0\uD83C\uDDF0 sri_lanka
      0\uD83C\uDDF7 liberia
      0\uD83C\uDDF8 lesotho
      0\uD83C\uDDF9 lithuania
      0\uD83C\uDDFA luxembourg
      0\uD83C\uDDFB latvia
      0\uD83C\uDDFE libya
      \uD83C\uDDE6 morocco
      0\uD83C\uDDE8 monaco
      0\uD83C\uDDE9 moldova
      0\uD83C\uDDEA montenegro
      0\uD83C\uDDEB st_martin
      0\uD83C\uDDEC madagascar
      0\uD83C\uDDED marshall_islands
      0\uD83C\uDDF0 macedonia
      0\uD83C\uDDF1 mali
      0\uD83C\uDDF2 myanmar
      0\uD83C\uDDF3 mongolia
      0\uD83C\uDDF4 macau
      0\uD83C\uDDF5 northern_mariana_islands
      0\uD83C\uDDF6 martinique
      0\uD83C\uDDF7 mauritania
      0\uD83C\uDDF8 montserrat
      0\uD83C\uDDF9 malta
      0\uD83C\uDDFA mauritius
      0\uD83C\uDDFB maldives
      0\uD83C\uDDFC malawi
      0\uD83C\uDDFD mexico
      0\uD83C\uDDFE malaysia
      0\uD83C\uDDFF mozambique
      \uD83C\uDDE6 namibia
      0\uD83C\uDDE8 new_caledonia
      0\uD83C\uDDEA niger
      0\uD83C\uDDEB norfolk_island
      0\uD83C\uDDEC nigeria
      0\uD83C\uDDEE nicaragua
      0\uD83C\uDDF1 netherlands
      0\uD83C\uDDF4 norway
      0\uD83C\uDDF5 nepal
      0\uD83C\uDDF7 nauru
      0\uD83C\uDDFA niue
      0\uD83C\uDDFF new_zealand
      \uD83C\uDDF2 oman
      \uD83C\uDDE6 panama
      0\uD83C\uDDEA peru
      0\uD83C\uDDEB french_polynesia
      0\uD83C\uDDEC papua_new_guinea
      0\uD83C\uDDED philippines
      0\uD83C\uDDF0 pakistan
      0\uD83C\uDDF1 poland
      0\uD83C\uDDF2 st_pierre_miquelon
      0\uD83C\uDDF3 pitcairn_islands
      0\uD83C\uDDF7 puerto_rico
      0\uD83C\uDDF8 palestinian_territories
      0\uD83C\uDDF9 portugal
      0\uD83C\uDDFC palau
      0\uD83C\uDDFE paraguay
      \uD83C\uDDE6 qatar
      \uD83C\uDDEA reunion
      0\uD83C\uDDF4 romania
      0\uD83C\uDDF8 serbia
      0\uD83C\uDDFA ru
      0\uD83C\uDDFC rwanda
      \uD83C\uDDE6 saudi_arabia
      0\uD83C\uDDE7 solomon_islands
      0\uD83C\uDDE8 seychelles
      0\uD83C\uDDE9 sudan
      0\uD83C\uDDEA sweden
      0\uD83C\uDDEC singapore
      0\uD83C\uDDED st_helena
      0\uD83C\uDDEE slovenia
      0\uD83C\uDDEF svalbard_jan_mayen
      0\uD83C\uDDF0 slovakia
      0\uD83C\uDDF1 sierra_leone
      0\uD83C\uDDF2 san_marino
      0\uD83C\uDDF3 senegal
      0\uD83C\uDDF4 somalia
      0\uD83C\uDDF7 suriname
      0\uD83C\uDDF8 south_sudan
      0\uD83C\uDDF9 sao_tome_principe
      0\uD83C\uDDFB el_salvador
      0\uD83C\uDDFD sint_maarten
      0\uD83C\uDDFE syria
      0\uD83C\uDDFF swaziland
      \uD83C\uDDE6 tristan_da_cunha
      0\uD83C\uDDE8 turks_caicos_islands
      0\uD83C\uDDE9 chad
      0\uD83C\uDDEB french_southern_territories
      0\uD83C\uDDEC togo
      0\uD83C\uDDED thailand
      0\uD83C\uDDEF tajikistan
      0\uD83C\uDDF0 tokelau
      0\uD83C\uDDF1 timor_leste
      0\uD83C\uDDF2 turkmenistan
      0\uD83C\uDDF3 tunisia
      0\uD83C\uDDF4 tonga
      0\uD83C\uDDF7 tr
      0\uD83C\uDDF9 trinidad_tobago
      0\uD83C\uDDFB tuvalu
      0\uD83C\uDDFC taiwan
      0\uD83C\uDDFF tanzania
      \uD83C\uDDE6 ukraine
      0\uD83C\uDDEC uganda
      0\uD83C\uDDF2 us_outlying_islands
      0\uD83C\uDDF3 united_nations
      0\uD83C\uDDF8 us
      0\uD83C\uDDFE uruguay
      0\uD83C\uDDFF uzbekistan
      \uD83C\uDDE6 vatican_city
      0\uD83C\uDDE8 st_vincent_grenadines
      0\uD83C\uDDEA venezuela
      0\uD83C\uDDEC british_virgin_islands
      0\uD83C\uDDEE us_virgin_islands
      0\uD83C\uDDF3 vietnam
      0\uD83C\uDDFA vanuatu
      \uD83C\uDDEB wallis_futuna
      0\uD83C\uDDF8 samoa
      \uD83C\uDDF0 kosovo
      \uD83C\uDDEA yemen
      0\uD83C\uDDF9 mayotte
      \uD83C\uDDE6 south_africa
      0\uD83C\uDDF2 zambia
      0\uD83C\uDDFC zimbabwe
      2 koko
      V sa
      24 u7121
      21 u6307
      3 u7981
       u7a7a
       u5408
       u6e80
       u6709
      V u6708
       u7533
       u5272
       u55b6
      22 ideograph_advantage
       accept
      175 cyclone
       foggy
       closed_umbrella
       night_with_stars
       sunrise_over_mountains
       sunrise
       city_sunset
       city_sunrise
       rainbow
       bridge_at_night
       ocean
       volcano
       milky_way
       earth_africa
       earth_americas
       earth_asia
       globe_with_meridians
       new_moon
       waxing_crescent_moon
       first_quarter_moon
       moon waxing_gibbous_moon
       full_moon
       waning_gibbous_moon
       last_quarter_moon
       waning_crescent_moon
       crescent_moon
       new_moon_with_face
       first_quarter_moon_with_face
       last_quarter_moon_with_face
       full_moon_with_face
       sun_with_face
       star2
       stars
      V thermometer
      3V sun_behind_small_cloud
      V sun_behind_large_cloud
      V sun_behind_rain_cloud
      V cloud_with_rain
      V cloud_with_snow
      V cloud_with_lightning
      V tornado
      V fog
      V wind_face
       hotdog
       taco
       burrito
       chestnut
       seedling
       evergreen_tree
       deciduous_tree
       palm_tree
       cactus
      V hot_pepper
       tulip
       cherry_blossom
       rose
       hibiscus
       sunflower
       blossom
       corn
       ear_of_rice
       herb
       four_leaf_clover
       maple_leaf
       fallen_leaf
       leaves
       mushroom
       tomato
       eggplant
       grapes
       melon
       watermelon
       tangerine orange mandarin
       lemon
       banana
       pineapple
       apple
       green_apple
       pear
       peach
       cherries
       strawberry
       hamburger
       pizza
       meat_on_bone
       poultry_leg
       rice_cracker
       rice_ball
       rice
       curry
       ramen
       spaghetti
       bread
       fries
       sweet_potato
       dango
       oden
       sushi
       fried_shrimp
       fish_cake
       icecream
       shaved_ice
       ice_cream
       doughnut
       cookie
       chocolate_bar
       candy
       lollipop
       custard
       honey_pot
       cake
       bento
       stew
       fried_egg
       fork_and_knife
       tea
       sake
       wine_glass
       cocktail
       tropical_drink
       beer
       beers
       baby_bottle
      V plate_with_cutlery
       champagne
       popcorn
       ribbon
       gift
       birthday
       jack_o_lantern
       christmas_tree
       santa
       fireworks
       sparkler
       balloon
       tada
       confetti_ball
       tanabata_tree
       crossed_flags
       bamboo
       dolls
       flags
       wind_chime
       rice_scene
       school_satchel
       mortar_board
      3V medal_military
      V reminder_ribbon
      2V studio_microphone
      V level_slider
      V control_knobs
      3V film_strip
      V tickets
       carousel_horse
       ferris_wheel
       roller_coaster
       fishing_pole_and_fish
       microphone
       movie_camera
       cinema
       headphones
       art
       tophat
       circus_tent
       ticket
       clapper
       performing_arts
       video_game
       dart
       slot_machine
       8ball
       game_die
       bowling
       flower_playing_cards
       musical_note
       notes
       saxophone
       guitar
       musical_keyboard
       trumpet
       violin
       musical_score
       running_shirt_with_sash
       tennis
       ski
       basketball
       checkered_flag
       snowboarder
       runner running
      0F running_woman
      0M running_man
       surfer
      0F surfing_woman
      0M surfing_man
       medal_sports
       trophy
       horse_racing
       football
       rugby_football
       swimmer
      0F swimming_woman
      0M swimming_man
      V weight_lifting
      0VF weight_lifting_woman
      0VM weight_lifting_man
      V golfing
      0VF golfing_woman
      0VM golfing_man
      V motorcycle
      V racing_car
       cricket_game
       volleyball
       field_hockey
       ice_hockey
       ping_pong
      V mountain_snow
      V camping
      V beach_umbrella
      V building_construction
      V houses
      V cityscape
      V derelict_house
      V classical_building
      V desert
      V desert_island
      V national_park
      V stadium
       house
       house_with_garden
       office
       post_office
       european_post_office
       hospital
       bank
       atm
       hotel
       love_hotel
       convenience_store
       school
       department_store
       factory
       izakaya_lantern lantern
       japanese_castle
       european_castle
      3V white_flag
      0VJ\u26A7V transgender_flag
      0VJ\uD83C\uDF08 rainbow_flag
       black_flag
      0J\u2620V pirate_flag
      0\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F england
      0\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F scotland
      0\uDB40\uDC67\uDB40\uDC62\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73\uDB40\uDC7F wales
      V rosette
      2V label
       badminton
       bow_and_arrow
       amphora
      6 rat
       mouse2
       ox
       water_buffalo
       cow2
       tiger2
       leopard
       rabbit2
       cat2
      0J\u2B1B black_cat
       dragon
       crocodile
       whale2
       snail
       snake
       racehorse
       ram
       goat
       sheep
       monkey
       rooster
       chicken
       dog2
      0J\uD83E\uDDBA service_dog
       pig2
       boar
       elephant
       octopus
       shell
       bug
       ant
       bee honeybee
       lady_beetle
       fish
       tropical_fish
       blowfish
       turtle
       hatching_chick
       baby_chick
       hatched_chick
       bird
      0J\u2B1B black_bird
       penguin
       koala
       poodle
       dromedary_camel
       camel
       dolphin flipper
       mouse
       cow
       tiger
       rabbit
       cat
       dragon_face
       whale
       horse
       monkey_face
       dog
       pig
       frog
       hamster
       wolf
       bear
      0J\u2744V polar_bear
       panda_face
       pig_nose
       feet paw_prints
      V chipmunk
       eyes
      V eye
      0VJ\uD83D\uDDE8V eye_speech_bubble
       ear
       nose
       lips
       tongue
       point_up_2
       point_down
       point_left
       point_right
       fist_oncoming facepunch punch
       wave
       ok_hand
       +1 thumbsup
       -1 thumbsdown
       clap
       open_hands
       crown
       womans_hat
       eyeglasses
       necktie
       shirt tshirt
       jeans
       dress
       kimono
       bikini
       womans_clothes
       purse
       handbag
       pouch
       mans_shoe shoe
       athletic_shoe
       high_heel
       sandal
       boot
       footprints
       bust_in_silhouette
       busts_in_silhouette
       boy
       girl
       man
      0J\u2695V man_health_worker
      0J\u2696V man_judge
      0J\u2708V man_pilot
      0J\u2764VJ\uD83D\uDC68 couple_with_heart_man_man
      0J\u2764VJ\uD83D\uDC8BJ\uD83D\uDC68 couplekiss_man_man
      0J\uD83C\uDF3E man_farmer
      0J\uD83C\uDF73 man_cook
      0J\uD83C\uDF7C man_feeding_baby
      0J\uD83C\uDF93 man_student
      0J\uD83C\uDFA4 man_singer
      0J\uD83C\uDFA8 man_artist
      0J\uD83C\uDFEB man_teacher
      0J\uD83C\uDFED man_factory_worker
      0J\uD83D\uDC66 family_man_boy
      0J\uD83D\uDC66J\uD83D\uDC66 family_man_boy_boy
      0J\uD83D\uDC67 family_man_girl
      0J\uD83D\uDC67J\uD83D\uDC66 family_man_girl_boy
      0J\uD83D\uDC67J\uD83D\uDC67 family_man_girl_girl
      0J\uD83D\uDC68J\uD83D\uDC66 family_man_man_boy
      0J\uD83D\uDC68J\uD83D\uDC66J\uD83D\uDC66 family_man_man_boy_boy
      0J\uD83D\uDC68J\uD83D\uDC67 family_man_man_girl
      0J\uD83D\uDC68J\uD83D\uDC67J\uD83D\uDC66 family_man_man_girl_boy
      0J\uD83D\uDC68J\uD83D\uDC67J\uD83D\uDC67 family_man_man_girl_girl
      0J\uD83D\uDC69J\uD83D\uDC66 family_man_woman_boy
      0J\uD83D\uDC69J\uD83D\uDC66J\uD83D\uDC66 family_man_woman_boy_boy
      0J\uD83D\uDC69J\uD83D\uDC67 family_man_woman_girl
      0J\uD83D\uDC69J\uD83D\uDC67J\uD83D\uDC66 family_man_woman_girl_boy
      0J\uD83D\uDC69J\uD83D\uDC67J\uD83D\uDC67 family_man_woman_girl_girl
      0J\uD83D\uDCBB man_technologist
      0J\uD83D\uDCBC man_office_worker
      0J\uD83D\uDD27 man_mechanic
      0J\uD83D\uDD2C man_scientist
      0J\uD83D\uDE80 man_astronaut
      0J\uD83D\uDE92 man_firefighter
      0J\uD83E\uDDAF man_with_probing_cane
      0J\uD83E\uDDB0 red_haired_man
      0J\uD83E\uDDB1 curly_haired_man
      0J\uD83E\uDDB2 bald_man
      0J\uD83E\uDDB3 white_haired_man
      0J\uD83E\uDDBC man_in_motorized_wheelchair
      0J\uD83E\uDDBD man_in_manual_wheelchair
       woman
      0J\u2695V woman_health_worker
      0J\u2696V woman_judge
      0J\u2708V woman_pilot
      0J\u2764VJ\uD83D\uDC68 couple_with_heart_woman_man
      0J\u2764VJ\uD83D\uDC69 couple_with_heart_woman_woman
      0J\u2764VJ\uD83D\uDC8BJ\uD83D\uDC68 couplekiss_man_woman
      0J\u2764VJ\uD83D\uDC8BJ\uD83D\uDC69 couplekiss_woman_woman
      0J\uD83C\uDF3E woman_farmer
      0J\uD83C\uDF73 woman_cook
      0J\uD83C\uDF7C woman_feeding_baby
      0J\uD83C\uDF93 woman_student
      0J\uD83C\uDFA4 woman_singer
      0J\uD83C\uDFA8 woman_artist
      0J\uD83C\uDFEB woman_teacher
      0J\uD83C\uDFED woman_factory_worker
      0J\uD83D\uDC66 family_woman_boy
      0J\uD83D\uDC66J\uD83D\uDC66 family_woman_boy_boy
      0J\uD83D\uDC67 family_woman_girl
      0J\uD83D\uDC67J\uD83D\uDC66 family_woman_girl_boy
      0J\uD83D\uDC67J\uD83D\uDC67 family_woman_girl_girl
      0J\uD83D\uDC69J\uD83D\uDC66 family_woman_woman_boy
      0J\uD83D\uDC69J\uD83D\uDC66J\uD83D\uDC66 family_woman_woman_boy_boy
      0J\uD83D\uDC69J\uD83D\uDC67 family_woman_woman_girl
      0J\uD83D\uDC69J\uD83D\uDC67J\uD83D\uDC66 family_woman_woman_girl_boy
      0J\uD83D\uDC69J\uD83D\uDC67J\uD83D\uDC67 family_woman_woman_girl_girl
      0J\uD83D\uDCBB woman_technologist
      0J\uD83D\uDCBC woman_office_worker
      0J\uD83D\uDD27 woman_mechanic
      0J\uD83D\uDD2C woman_scientist
      0J\uD83D\uDE80 woman_astronaut
      0J\uD83D\uDE92 woman_firefighter
      0J\uD83E\uDDAF woman_with_probing_cane
      0J\uD83E\uDDB0 red_haired_woman
      0J\uD83E\uDDB1 curly_haired_woman
      0J\uD83E\uDDB2 bald_woman
      0J\uD83E\uDDB3 white_haired_woman
      0J\uD83E\uDDBC woman_in_motorized_wheelchair
      0J\uD83E\uDDBD woman_in_manual_wheelchair
       family
       couple
       two_men_holding_hands
       two_women_holding_hands
       police_officer cop
      0F policewoman
      0M policeman
       dancers
      0F dancing_women
      0M dancing_men
       person_with_veil
      0F woman_with_veil bride_with_veil
      0M man_with_veil
       blond_haired_person
      0F blond_haired_woman blonde_woman
      0M blond_haired_man
       man_with_gua_pi_mao
       person_with_turban
      0F woman_with_turban
      0M man_with_turban
       older_man
       older_woman
       baby
       construction_worker
      0F construction_worker_woman
      0M construction_worker_man
       princess
       japanese_ogre
       japanese_goblin
       ghost
       angel
       alien
       space_invader
       imp
       skull
       tipping_hand_person information_desk_person
      0F tipping_hand_woman sassy_woman
      0M tipping_hand_man sassy_man
       guard
      0F guardswoman
      0M guardsman
       woman_dancing dancer
       lipstick
       nail_care
       massage
      0F massage_woman
      0M massage_man
       haircut
      0F haircut_woman
      0M haircut_man
       barber
       syringe
       pill
       kiss
       love_letter
       ring
       gem
       couplekiss
       bouquet
       couple_with_heart
       wedding
       heartbeat
       broken_heart
       two_hearts
       sparkling_heart
       heartpulse
       cupid
       blue_heart
       green_heart
       yellow_heart
       purple_heart
       gift_heart
       revolving_hearts
       heart_decoration
       diamond_shape_with_a_dot_inside
       bulb
       anger
       bomb
       zzz
       boom collision
       sweat_drops
       droplet
       dash
       hankey poop shit
       muscle
       dizzy
       speech_balloon
       thought_balloon
       white_flower
       100
       moneybag
       currency_exchange
       heavy_dollar_sign
       credit_card
       yen
       dollar
       euro
       pound
       money_with_wings
       chart
       seat
       computer
       briefcase
       minidisc
       floppy_disk
       cd
       dvd
       file_folder
       open_file_folder
       page_with_curl
       page_facing_up
       date
       calendar
       card_index
       chart_with_upwards_trend
       chart_with_downwards_trend
       bar_chart
       clipboard
       pushpin
       round_pushpin
       paperclip
       straight_ruler
       triangular_ruler
       bookmark_tabs
       ledger
       notebook
       notebook_with_decorative_cover
       closed_book
       book open_book
       green_book
       blue_book
       orange_book
       books
       name_badge
       scroll
       memo pencil
       telephone_receiver
       pager
       fax
       satellite
       loudspeaker
       mega
       outbox_tray
       inbox_tray
       package
       email e-mail
       incoming_envelope
       envelope_with_arrow
       mailbox_closed
       mailbox
       mailbox_with_mail
       mailbox_with_no_mail
       postbox
       postal_horn
       newspaper
       iphone
       calling
       vibration_mode
       mobile_phone_off
       no_mobile_phones
       signal_strength
       camera
       camera_flash
       video_camera
       tv
       radio
       vhs
      V film_projector
      2 prayer_beads
       twisted_rightwards_arrows
       repeat
       repeat_one
       arrows_clockwise
       arrows_counterclockwise
       low_brightness
       high_brightness
       mute
       speaker
       sound
       loud_sound
       battery
       electric_plug
       mag
       mag_right
       lock_with_ink_pen
       closed_lock_with_key
       key
       lock
       unlock
       bell
       no_bell
       bookmark
       link
       radio_button
       back
       end
       on
       soon
       top
       underage
       keycap_ten
       capital_abcd
       abcd
       1234
       symbols
       abc
       fire
       flashlight
       wrench
       hammer
       nut_and_bolt
       hocho knife
       gun
       microscope
       telescope
       crystal_ball
       six_pointed_star
       beginner
       trident
       black_square_button
       white_square_button
       red_circle
       large_blue_circle
       large_orange_diamond
       large_blue_diamond
       small_orange_diamond
       small_blue_diamond
       small_red_triangle
       small_red_triangle_down
       arrow_up_small
       arrow_down_small
      12V om
      V dove
       kaaba
       mosque
       synagogue
       menorah
      2 clock1
       clock2
       clock3
       clock4
       clock5
       clock6
       clock7
       clock8
       clock9
       clock10
       clock11
       clock12
       clock130
       clock230
       clock330
       clock430
       clock530
       clock630
       clock730
       clock830
       clock930
       clock1030
       clock1130
       clock1230
      8V candle
      V mantelpiece_clock
      3V hole
      V business_suit_levitating
      V detective
      0VF female_detective
      0VM male_detective
      V dark_sunglasses
      V spider
      V spider_web
      V joystick
       man_dancing
      13V paperclips
      3V pen
      V fountain_pen
      V paintbrush
      V crayon
      3V raised_hand_with_fingers_splayed
      5 middle_finger fu
       vulcan_salute
      14 black_heart
      V desktop_computer
      3V printer
      9V computer_mouse
      V trackball
      10V framed_picture
      6V card_index_dividers
      V card_file_box
      V file_cabinet
      13V wastebasket
      V spiral_notepad
      V spiral_calendar
      9V clamp
      V old_key
      V newspaper_roll
      3V dagger
      2V speaking_head
      5V left_speech_bubble
      7V right_anger_bubble
      4V ballot_box
      7V world_map
       mount_fuji
       tokyo_tower
       statue_of_liberty
       japan
       moyai
       grinning
       grin
       joy
       smiley
       smile
       sweat_smile
       laughing satisfied
       innocent
       smiling_imp
       wink
       blush
       yum
       relieved
       heart_eyes
       sunglasses
       smirk
       neutral_face
       expressionless
       unamused
       sweat
       pensive
       confused
       confounded
       kissing
       kissing_heart
       kissing_smiling_eyes
       kissing_closed_eyes
       stuck_out_tongue
       stuck_out_tongue_winking_eye
       stuck_out_tongue_closed_eyes
       disappointed
       worried
       angry
       rage pout
       cry
       persevere
       triumph
       disappointed_relieved
       frowning
       anguished
       fearful
       weary
       sleepy
       tired_face
       grimacing
       sob
       open_mouth
      0J\uD83D\uDCA8 face_exhaling
       hushed
       cold_sweat
       scream
       astonished
       flushed
       sleeping
       dizzy_face
      0J\uD83D\uDCAB face_with_spiral_eyes
       no_mouth
      0J\uD83C\uDF2BV face_in_clouds
       mask
       smile_cat
       joy_cat
       smiley_cat
       heart_eyes_cat
       smirk_cat
       kissing_cat
       pouting_cat
       crying_cat_face
       scream_cat
       slightly_frowning_face
       slightly_smiling_face
       upside_down_face
       roll_eyes
       no_good
      0F no_good_woman ng_woman
      0M no_good_man ng_man
       ok_person
      0F ok_woman
      0M ok_man
       bow
      0F bowing_woman
      0M bowing_man
       see_no_evil
       hear_no_evil
       speak_no_evil
       raising_hand
      0F raising_hand_woman
      0M raising_hand_man
       raised_hands
       frowning_person
      0F frowning_woman
      0M frowning_man
       pouting_face
      0F pouting_woman
      0M pouting_man
       pray
      49 rocket
       helicopter
       steam_locomotive
       railway_car
       bullettrain_side
       bullettrain_front
       train2
       metro
       light_rail
       station
       tram
       train
       bus
       oncoming_bus
       trolleybus
       busstop
       minibus
       ambulance
       fire_engine
       police_car
       oncoming_police_car
       taxi
       oncoming_taxi
       car red_car
       oncoming_automobile
       blue_car
       truck
       articulated_lorry
       tractor
       monorail
       mountain_railway
       suspension_railway
       mountain_cableway
       aerial_tramway
       ship
       rowboat
      0F rowing_woman
      0M rowing_man
       speedboat
       traffic_light
       vertical_traffic_light
       construction
       rotating_light
       triangular_flag_on_post
       door
       no_entry_sign
       smoking
       no_smoking
       put_litter_in_its_place
       do_not_litter
       potable_water
       non-potable_water
       bike
       no_bicycles
       bicyclist
      0F biking_woman
      0M biking_man
       mountain_bicyclist
      0F mountain_biking_woman
      0M mountain_biking_man
       walking
      0F walking_woman
      0M walking_man
       no_pedestrians
       children_crossing
       mens
       womens
       restroom
       baby_symbol
       toilet
       wc
       shower
       bath
       bathtub
       passport_control
       customs
       baggage_claim
       left_luggage
      6V couch_and_lamp
       sleeping_bed
      V shopping
      V bellhop_bell
      V bed
       place_of_worship
       stop_sign
       shopping_cart
      3 hindu_temple
       hut
       elevator
      5 wireless
       playground_slide
       wheel
       ring_buoy
      V hammer_and_wrench
      V shield
      V oil_drum
      V motorway
      V railway_track
      V motor_boat
      4V small_airplane
      2 flight_departure
       flight_arrival
      4V artificial_satellite
      3V passenger_ship
       kick_scooter
       motor_scooter
       canoe
       sled
       flying_saucer
       skateboard
       auto_rickshaw
       pickup_truck
       roller_skate
      228 orange_circle
       yellow_circle
       green_circle
       purple_circle
       brown_circle
       red_square
       blue_square
       orange_square
       yellow_square
       green_square
       purple_square
       brown_square
      5 heavy_equals_sign
      284 pinched_fingers
       white_heart
       brown_heart
       pinching_hand
       zipper_mouth_face
       money_mouth_face
       face_with_thermometer
       nerd_face
       thinking
       face_with_head_bandage
       robot
       hugs
       metal
       call_me_hand
       raised_back_of_hand
       fist_left
       fist_right
       handshake
       crossed_fingers
       love_you_gesture
       cowboy_hat_face
       clown_face
       nauseated_face
       rofl
       drooling_face
       lying_face
       facepalm
      0F woman_facepalming
      0M man_facepalming
       sneezing_face
       raised_eyebrow
       star_struck
       zany_face
       shushing_face
       cursing_face
       hand_over_mouth
       vomiting_face
       exploding_head
       pregnant_woman
       breast_feeding
       palms_up_together
       selfie
       prince
       person_in_tuxedo
      0F woman_in_tuxedo
      0M man_in_tuxedo
       mrs_claus
       shrug
      0F woman_shrugging
      0M man_shrugging
       cartwheeling
      0F woman_cartwheeling
      0M man_cartwheeling
       juggling_person
      0F woman_juggling
      0M man_juggling
       person_fencing
      2 wrestling
      0F women_wrestling
      0M men_wrestling
       water_polo
      0F woman_playing_water_polo
      0M man_playing_water_polo
       handball_person
      0F woman_playing_handball
      0M man_playing_handball
       diving_mask
       wilted_flower
       drum
       clinking_glasses
       tumbler_glass
       spoon
       goal_net
      2 1st_place_medal
       2nd_place_medal
       3rd_place_medal
       boxing_glove
       martial_arts_uniform
       curling_stone
       lacrosse
       softball
       flying_disc
       croissant
       avocado
       cucumber
       bacon
       potato
       carrot
       baguette_bread
       green_salad
       shallow_pan_of_food
       stuffed_flatbread
       egg
       milk_glass
       peanuts
       kiwi_fruit
       pancakes
       dumpling
       fortune_cookie
       takeout_box
       chopsticks
       bowl_with_spoon
       cup_with_straw
       coconut
       broccoli
       pie
       pretzel
       cut_of_meat
       sandwich
       canned_food
       leafy_green
       mango
       moon_cake
       bagel
       smiling_face_with_three_hearts
       yawning_face
       smiling_face_with_tear
       partying_face
       woozy_face
       hot_face
       cold_face
       ninja
       disguised_face
       face_holding_back_tears
       pleading_face
       sari
       lab_coat
       goggles
       hiking_boot
       flat_shoe
       crab
       lion
       scorpion
       turkey
       unicorn
       eagle
       duck
       bat
       shark
       owl
       fox_face
       butterfly
       deer
       gorilla
       lizard
       rhinoceros
       shrimp
       squid
       giraffe
       zebra
       hedgehog
       sauropod
       t-rex
       cricket
       kangaroo
       llama
       peacock
       hippopotamus
       parrot
       raccoon
       lobster
       mosquito
       microbe
       badger
       swan
       mammoth
       dodo
       sloth
       otter
       orangutan
       skunk
       flamingo
       oyster
       beaver
       bison
       seal
       guide_dog
       probing_cane
      5 bone
       leg
       foot
       tooth
       superhero
      0F superhero_woman
      0M superhero_man
       supervillain
      0F supervillain_woman
      0M supervillain_man
       safety_vest
       ear_with_hearing_aid
       motorized_wheelchair
       manual_wheelchair
       mechanical_arm
       mechanical_leg
       cheese
       cupcake
       salt
       beverage_box
       garlic
       onion
       falafel
       waffle
       butter
       mate
       ice_cube
       bubble_tea
       troll
       standing_person
      0F standing_woman
      0M standing_man
       kneeling_person
      0F kneeling_woman
      0M kneeling_man
       deaf_person
      0F deaf_woman
      0M deaf_man
       monocle_face
       adult
      0J\u2695V health_worker
      0J\u2696V judge
      0J\u2708V pilot
      0J\uD83C\uDF3E farmer
      0J\uD83C\uDF73 cook
      0J\uD83C\uDF7C person_feeding_baby
      0J\uD83C\uDF84 mx_claus
      0J\uD83C\uDF93 student
      0J\uD83C\uDFA4 singer
      0J\uD83C\uDFA8 artist
      0J\uD83C\uDFEB teacher
      0J\uD83C\uDFED factory_worker
      0J\uD83D\uDCBB technologist
      0J\uD83D\uDCBC office_worker
      0J\uD83D\uDD27 mechanic
      0J\uD83D\uDD2C scientist
      0J\uD83D\uDE80 astronaut
      0J\uD83D\uDE92 firefighter
      0J\uD83E\uDD1DJ\uD83E\uDDD1 people_holding_hands
      0J\uD83E\uDDAF person_with_probing_cane
      0J\uD83E\uDDB0 person_red_hair
      0J\uD83E\uDDB1 person_curly_hair
      0J\uD83E\uDDB2 person_bald
      0J\uD83E\uDDB3 person_white_hair
      0J\uD83E\uDDBC person_in_motorized_wheelchair
      0J\uD83E\uDDBD person_in_manual_wheelchair
       child
       older_adult
       bearded_person
      0F woman_beard
      0M man_beard
       woman_with_headscarf
       sauna_person
      0F sauna_woman
      0M sauna_man
       climbing
      0F climbing_woman
      0M climbing_man
       lotus_position
      0F lotus_position_woman
      0M lotus_position_man
       mage
      0F mage_woman
      0M mage_man
       fairy
      0F fairy_woman
      0M fairy_man
       vampire
      0F vampire_woman
      0M vampire_man
       merperson
      0F mermaid
      0M merman
       elf
      0F elf_woman
      0M elf_man
       genie
      0F genie_woman
      0M genie_man
       zombie
      0F zombie_woman
      0M zombie_man
       brain
       orange_heart
       billed_cap
       scarf
       gloves
       coat
       socks
       red_envelope
       firecracker
       jigsaw
       test_tube
       petri_dish
       dna
       compass
       abacus
       fire_extinguisher
       toolbox
       bricks
       magnet
       luggage
       lotion_bottle
       thread
       yarn
       safety_pin
       teddy_bear
       broom
       basket
       roll_of_paper
       soap
       sponge
       receipt
       nazar_amulet
      113 ballet_shoes
       one_piece_swimsuit
       swim_brief
       shorts
       thong_sandal
       light_blue_heart
       grey_heart
       pink_heart
       drop_of_blood
       adhesive_bandage
       stethoscope
       x_ray
       crutch
      4 yo_yo
       kite
       parachute
       boomerang
       magic_wand
       pinata
       nesting_dolls
       maracas
       flute
      8 ringed_planet
       chair
       razor
       axe
       diya_lamp
       banjo
       military_helmet
       accordion
       long_drum
       coin
       carpentry_saw
       screwdriver
       ladder
       hook
       mirror
       window
       plunger
       sewing_needle
       knot
       bucket
       mouse_trap
       toothbrush
       headstone
       placard
       rock
       mirror_ball
       identification_card
       low_battery
       hamsa
       folding_hand_fan
       hair_pick
       khanda
       fly
       worm
       beetle
       cockroach
       potted_plant
       wood
       feather
       lotus
       coral
       empty_nest
       nest_with_eggs
       hyacinth
       jellyfish
       wing
      2 goose
       anatomical_heart
       lungs
       people_hugging
       pregnant_man
       pregnant_person
       person_with_crown
      9 moose
       donkey
       blueberries
       bell_pepper
       olive
       flatbread
       tamale
       fondue
       teapot
       pouring_liquid
       beans
       jar
       ginger_root
       pea_pod
      5 melting_face
       saluting_face
       face_with_open_eyes_and_hand_over_mouth
       face_with_peeking_eye
       face_with_diagonal_mouth
       dotted_line_face
       biting_lip
       bubbles
       shaking_face
      8 hand_with_index_finger_and_thumb_crossed
       rightwards_hand
       leftwards_hand
       palm_down_hand
       palm_up_hand
       index_pointing_at_the_viewer
       heart_hands
       leftwards_pushing_hand
       rightwards_pushing_hand
      """;

  private EmojiNames() {}
}
